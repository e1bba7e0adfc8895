import { Buffer } from 'node:buffer'
import type { Channel, OutgoingMessage, SendResult } from './channel.ts'
import { getJson, postForm } from './http-form.ts'
import { type Found, once, unanswered, wait } from './once.ts'

export interface TwilioSettings {
  /** The API's origin, without a path. */
  url: string
  /** Account SID. */
  login: string
  /** Auth token. */
  password: string
  /** A number, a sender name or a messaging service's number. */
  sender: string
}

/** Faults of our account, of the moment or of the network, with which the message itself may be right. */
const PASSING_STATUS = new Set([401, 403, 408, 409, 429])

/** The states of a message that its gateway has, and that will not arrive. */
const NOT_ARRIVING = new Set(['failed', 'undelivered', 'canceled'])
/** How far the gateway's clock may be behind ours. */
const CLOCKS_APART_MS = 60_000

/** Returns the channel for SMS through an API like Twilio's (`2010-04-01/Accounts/{sid}/Messages.json`). */
export function twilioChannel(settings: TwilioSettings, fetch: typeof globalThis.fetch): Channel {
  const account = encodeURIComponent(settings.login)
  const url = `${settings.url.replace(/\/+$/, '')}/2010-04-01/Accounts/${account}/Messages.json`
  const credentials = Buffer.from(`${settings.login}:${settings.password}`).toString('base64')
  const headers = { authorization: `Basic ${credentials}` }

  async function post(message: OutgoingMessage): Promise<SendResult> {
    const fields = { To: message.to, From: settings.sender, Body: message.text }
    const answer = await postForm(fetch, url, fields, headers)
    if ('fault' in answer) return { outcome: 'retry', code: answer.fault }
    const { status, json } = answer
    if (status >= 200 && status < 300) {
      if (typeof json.sid === 'string') return { outcome: 'sent', providerId: json.sid }
      return { outcome: 'retry', code: 'unreadable' }
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
    const { messages } = answer.json
    if (!Array.isArray(messages)) return 'cannot-tell'
    const ours = (messages as Record<string, unknown>[]).find(
      ({ body, status, date_created }) =>
        body === message.text &&
        !NOT_ARRIVING.has(String(status)) &&
        Date.parse(String(date_created)) >= since - CLOCKS_APART_MS,
    )
    return typeof ours?.sid === 'string' ? { outcome: 'sent', providerId: ours.sid } : 'not-there'
  }

  return {
    send: (message) =>
      once(
        message,
        (since) => find(message, since),
        () => post(message),
      ),
  }
}
