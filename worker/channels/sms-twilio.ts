import { Buffer } from 'node:buffer'
import { createHmac } from 'node:crypto'
import type {
  Channel,
  Notice,
  NoticeCall,
  OutgoingMessage,
  Report,
  SendResult,
  SentMessage,
} from './channel.ts'
import { getJson, postForm } from './http-form.ts'
import { type Found, once, unanswered, wait } from './once.ts'
import { sameProof } from './proof.ts'

export interface TwilioSettings {
  /** The API's origin, without a path. */
  url: string
  /** Account SID. */
  login: string
  /** Auth token. */
  password: string
  /** A number, a sender name, or the id of a messaging service (`MG…`). */
  sender: string
  /** Our address for delivery reports. */
  reportsUrl: string
}

/** Faults of our account, of the moment or of the network, with which the message itself may be right. */
const PASSING_STATUS = new Set([401, 403, 408, 409, 429])

/** The states of a message that its gateway has, and that will not arrive. */
const NOT_ARRIVING = new Set(['failed', 'undelivered', 'canceled'])
const ARRIVED = new Set(['delivered', 'read'])
/** How far the gateway's clock may be behind ours. */
const CLOCKS_APART_MS = 60_000

const MESSAGING_SERVICE = /^MG[0-9a-f]{32}$/i

/** Returns the channel for SMS through an API like Twilio's (`2010-04-01/Accounts/{sid}/Messages.json`). */
export function twilioChannel(settings: TwilioSettings, fetch: typeof globalThis.fetch): Channel {
  const account = encodeURIComponent(settings.login)
  const messages = `${settings.url.replace(/\/+$/, '')}/2010-04-01/Accounts/${account}/Messages`
  const url = `${messages}.json`
  const credentials = Buffer.from(`${settings.login}:${settings.password}`).toString('base64')
  const headers = { authorization: `Basic ${credentials}` }
  const { sender } = settings
  const from = MESSAGING_SERVICE.test(sender) ? { MessagingServiceSid: sender } : { From: sender }

  async function post(message: OutgoingMessage): Promise<SendResult> {
    // The report names the message by our own id, which stands in the address that it is sent to.
    const StatusCallback = `${settings.reportsUrl}/twilio?id=${encodeURIComponent(message.id)}`
    const fields = { To: message.to, ...from, Body: message.text, StatusCallback }
    const answer = await postForm(fetch, url, fields, headers)
    if ('fault' in answer) return { outcome: 'retry', code: answer.fault }
    const { status, json } = answer
    if (status >= 200 && status < 300) {
      if (typeof json.sid !== 'string') return { outcome: 'retry', code: 'unreadable' }
      const parts = Number(json.num_segments)
      return { outcome: 'sent', providerId: json.sid, ...(parts > 0 && { parts }) }
    }
    const code = typeof json.code === 'number' ? `twilio-${json.code}` : `http-${status}`
    const refused = status >= 400 && status < 500 && !PASSING_STATUS.has(status)
    // A 4xx without the API's own code comes from something in between, such as a proxy, and may pass.
    if (refused && typeof json.code === 'number') return { outcome: 'failed', code }
    return { outcome: 'retry', code, ...wait(answer) }
  }

  /** Twilio takes no id from the sender, so an earlier try is known by its number, its text and its time. */
  async function find(message: OutgoingMessage, since: number): Promise<Found> {
    const query = new URLSearchParams({ To: message.to, PageSize: '50' })
    const answer = await getJson(fetch, `${url}?${query}`, headers)
    const none = unanswered(answer)
    if (none || 'fault' in answer) return none ?? 'cannot-tell'
    const listed = answer.json.messages
    if (!Array.isArray(listed)) return 'cannot-tell'
    const ours = (listed as Record<string, unknown>[]).find(
      ({ body, status, date_created }) =>
        body === message.text &&
        !NOT_ARRIVING.has(String(status)) &&
        Date.parse(String(date_created)) >= since - CLOCKS_APART_MS,
    )
    return typeof ours?.sid === 'string' ? { outcome: 'sent', providerId: ours.sid } : 'not-there'
  }

  async function ask({ providerId }: SentMessage): Promise<Report | null> {
    const answer = await getJson(fetch, `${messages}/${encodeURIComponent(providerId)}.json`, headers)
    return 'fault' in answer ? null : reportOf(answer.json.status, answer.json.error_code)
  }

  /** Reads a status callback, whose signature is Twilio's `X-Twilio-Signature`. */
  async function readNotices({ url, headers, body }: NoticeCall): Promise<Notice[] | null> {
    const fields = [...new URLSearchParams(body)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    const signed = url + fields.map(([name, value]) => name + value).join('')
    const right = createHmac('sha1', settings.password).update(signed).digest()
    if (!sameProof(Buffer.from(headers.get('x-twilio-signature') ?? '', 'base64'), right)) return null
    const of = new Map(fields)
    const report = reportOf(of.get('MessageStatus'), of.get('ErrorCode'))
    const id = new URL(url).searchParams.get('id')
    const providerId = of.get('MessageSid')
    return report && id ? [{ id, ...(providerId && { providerId }), ...report }] : []
  }

  return {
    gateway: 'twilio',
    send: (message) => once(message, find, post),
    ask,
    readNotices,
  }
}

/** Returns what a state says of the message; null while it may still arrive. */
function reportOf(status: unknown, error: unknown): Report | null {
  if (ARRIVED.has(String(status))) return { outcome: 'delivered' }
  if (!NOT_ARRIVING.has(String(status))) return null
  return { outcome: 'undelivered', code: `twilio-${/^\d{1,6}$/.test(String(error)) ? error : status}` }
}
