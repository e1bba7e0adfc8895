import { createHash } from 'node:crypto'
import type { Channel, OutgoingMessage, Report, SendResult, SentMessage } from './channel.ts'
import { getJson, postJson } from './http-form.ts'
import { type Found, once, unanswered, wait } from './once.ts'
import { shortened } from './reference.ts'

export interface OvhSettings {
  /** The API's address with its version, such as `https://eu.api.ovh.com/1.0`. */
  url: string
  /** Application key. */
  login: string
  /** Application secret. */
  password: string
  consumerKey?: string
  /** The name of the SMS account, `sms-…`. */
  service?: string
  sender: string
}

/** A tag has at most so many characters. */
const TAG_LENGTH = 20
const ARRIVED = 1
/** 2 not delivered, 16 refused by the operator. 0, 4 and 8 are under way. */
const NOT_ARRIVING = new Set([2, 16])

/**
 * Returns the channel for SMS through OVH (https://api.ovh.com/console/#/sms, signed as in
 * https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api). Its own calls about a delivery prove nothing of who
 * makes them, so that it is only asked.
 */
export function ovhChannel(settings: OvhSettings, fetch: typeof globalThis.fetch): Channel {
  const base = `${settings.url.replace(/\/+$/, '')}/sms/${encodeURIComponent(settings.service ?? '')}`

  function signed(method: string, url: string, body = ''): Record<string, string> {
    const { login, password, consumerKey = '' } = settings
    const time = String(Math.floor(Date.now() / 1000))
    const text = [password, consumerKey, method, url, body, time].join('+')
    return {
      'x-ovh-application': login,
      'x-ovh-consumer': consumerKey,
      'x-ovh-timestamp': time,
      'x-ovh-signature': `$1$${createHash('sha1').update(text).digest('hex')}`,
    }
  }

  const get = (path: string) => getJson(fetch, base + path, signed('GET', base + path))

  async function post(message: OutgoingMessage): Promise<SendResult> {
    const url = `${base}/jobs`
    const body = JSON.stringify({
      message: message.text,
      receivers: [message.to],
      sender: settings.sender,
      tag: shortened(message.id, TAG_LENGTH),
      charset: 'UTF-8',
      priority: 'high',
      // A message with a code is no advertisement, which would have to say how to stop it.
      noStopClause: true,
      senderForResponse: false,
    })
    const answer = await postJson(fetch, url, body, signed('POST', url, body))
    if ('fault' in answer) return { outcome: 'retry', code: answer.fault }
    const { status, json } = answer
    if (status < 200 || status > 299) return refusal(status, json, wait(answer))
    const [id] = listOf(json.ids)
    if (id !== undefined) return { outcome: 'sent', providerId: String(id) }
    const invalid = listOf(json.invalidReceivers).length > 0
    return invalid ? { outcome: 'failed', code: 'ovh-receiver' } : { outcome: 'retry', code: 'unreadable' }
  }

  /** Asks for the message by its tag. */
  async function find({ id }: OutgoingMessage): Promise<Found> {
    const answer = await get(`/outgoing?tag=${shortened(id, TAG_LENGTH)}`)
    const none = unanswered(answer)
    if (none || 'fault' in answer) return none ?? 'cannot-tell'
    const [found] = listOf(answer.json)
    return found === undefined ? 'not-there' : { outcome: 'sent', providerId: String(found) }
  }

  async function ask({ providerId }: SentMessage): Promise<Report | null> {
    const answer = await get(`/outgoing/${encodeURIComponent(providerId)}`)
    if ('fault' in answer) return null
    const { deliveryReceipt, ptt } = answer.json
    if (deliveryReceipt === ARRIVED) return { outcome: 'delivered' }
    if (!NOT_ARRIVING.has(Number(deliveryReceipt))) return null
    return { outcome: 'undelivered', code: `ovh-${typeof ptt === 'number' ? ptt : deliveryReceipt}` }
  }

  return {
    gateway: 'ovh',
    ask,
    send: (message) => once(message, find, post),
  }
}

/** Only a 400 is about the message. One with `errorCode` is about keys, rights or clocks, as all others are. */
function refusal(status: number, json: Record<string, unknown>, waiting: { waitMs?: number }): SendResult {
  const { errorCode, message } = json
  if (typeof errorCode === 'string' && /^[A-Z_]{1,40}$/.test(errorCode))
    return { outcome: 'retry', code: `ovh-${errorCode}`, ...waiting }
  // Without the API's own words it comes from something in between, such as a proxy, and may pass.
  if (status === 400 && typeof message === 'string') return { outcome: 'failed', code: 'ovh-400' }
  return { outcome: 'retry', code: `http-${status}`, ...waiting }
}

/** Returns the numbers and texts of a list; nothing for anything else. */
const listOf = (value: unknown): (number | string)[] =>
  Array.isArray(value) ? value.filter((one) => ['number', 'string'].includes(typeof one)) : []
