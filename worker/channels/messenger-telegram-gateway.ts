import { Buffer } from 'node:buffer'
import { createHash, createHmac } from 'node:crypto'
import type {
  Channel,
  Notice,
  NoticeCall,
  OutgoingMessage,
  Report,
  SendResult,
  SentMessage,
} from './channel.ts'
import { postJson } from './http-form.ts'
import { objectOf } from './json.ts'
import { wait } from './once.ts'
import { sameProof } from './proof.ts'

export interface TelegramGatewaySettings {
  /** The API's origin, such as `https://gatewayapi.telegram.org`. */
  url: string
  /** The access token. */
  password: string
  /** The verified channel that the code comes from; empty: Telegram's own. */
  sender: string
  /** Our address for delivery reports. */
  reportsUrl: string
}

/** Telegram gives a message up, and its fee back, after so many seconds at most. */
const TTL_SECONDS = 3600
const CODE = /^\d{4,8}$/
/** Faults of our account or of the moment. Whatever else is refused is about the number or the code. */
const PASSING_ERROR = /^(ACCESS_TOKEN|BALANCE|FLOOD|TOO_MANY|INTERNAL|SERVER|TIMEOUT)/
const ARRIVED = new Set(['delivered', 'read'])
const NOT_ARRIVING = new Set(['expired', 'revoked'])

/**
 * Returns the channel for codes in Telegram by its gateway (https://core.telegram.org/gateway/api). A message is asked
 * about by Telegram's own number alone, so that a try without an answer is repeated: it tells the same code again.
 */
export function telegramGatewayChannel(
  settings: TelegramGatewaySettings,
  fetch: typeof globalThis.fetch,
): Channel {
  const call = (method: string, fields: Record<string, unknown>) =>
    postJson(fetch, `${settings.url.replace(/\/+$/, '')}/${method}`, JSON.stringify(fields), {
      authorization: `Bearer ${settings.password}`,
    })

  async function send({ id, to, code }: OutgoingMessage): Promise<SendResult> {
    if (!code || !CODE.test(code)) return { outcome: 'failed', code: 'telegram-code' }
    const answer = await call('sendVerificationMessage', {
      phone_number: to,
      code,
      ttl: TTL_SECONDS,
      payload: id,
      callback_url: `${settings.reportsUrl}/telegram-gateway`,
      ...(settings.sender && { sender_username: settings.sender }),
    })
    if ('fault' in answer) return { outcome: 'retry', code: answer.fault }
    const { status, json } = answer
    if (json.ok === false) return refusal(json.error, answer)
    if (status < 200 || status > 299) return { outcome: 'retry', code: `http-${status}`, ...wait(answer) }
    const { request_id, request_cost } = objectOf(json.result)
    if (typeof request_id !== 'string') return { outcome: 'retry', code: 'unreadable' }
    const cost = typeof request_cost === 'number' ? Math.round(request_cost * 100) : -1
    return { outcome: 'sent', providerId: request_id, ...(cost >= 0 && { cost }) }
  }

  async function ask({ providerId }: SentMessage): Promise<Report | null> {
    const answer = await call('checkVerificationStatus', { request_id: providerId })
    return 'fault' in answer ? null : reportOf(answer.json.result)
  }

  /** Reads a report, which is signed with a key made from the token (https://core.telegram.org/gateway/api#report-delivery). */
  async function readNotices({ headers, body }: NoticeCall): Promise<Notice[] | null> {
    const key = createHash('sha256').update(settings.password).digest()
    const time = headers.get('x-request-timestamp') ?? ''
    const right = createHmac('sha256', key).update(`${time}\n${body}`).digest()
    if (!sameProof(Buffer.from(headers.get('x-request-signature') ?? '', 'hex'), right)) return null
    const told = objectOf(body)
    const report = reportOf(told)
    const { payload: id, request_id: providerId } = told
    if (!report || typeof id !== 'string') return []
    return [{ id, ...(typeof providerId === 'string' && { providerId }), ...report }]
  }

  return { gateway: 'telegram-gateway', codesOnly: true, send, ask, readNotices }
}

/** Returns what a refusal comes to. Of its words only the name of the error is kept. */
function refusal(error: unknown, waiting: { waitMs?: number }): SendResult {
  const name = typeof error === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(error) ? error : null
  if (!name) return { outcome: 'retry', code: 'unreadable' }
  const seconds = Number(/^FLOOD_WAIT_(\d{1,5})$/.exec(name)?.[1])
  const waitMs = seconds > 0 ? seconds * 1000 : waiting.waitMs
  if (!PASSING_ERROR.test(name)) return { outcome: 'failed', code: `telegram-${name}` }
  return { outcome: 'retry', code: `telegram-${name}`, ...wait(waitMs === undefined ? {} : { waitMs }) }
}

/** Returns what a status of a request says of the message; null while it may still arrive. */
function reportOf(request: unknown): Report | null {
  const status = String(objectOf(objectOf(request).delivery_status).status)
  if (ARRIVED.has(status)) return { outcome: 'delivered' }
  return NOT_ARRIVING.has(status) ? { outcome: 'undelivered', code: `telegram-${status}` } : null
}
