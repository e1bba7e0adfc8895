import { createHash, createHmac, randomUUID } from 'node:crypto'
import { objectOf } from '../../worker/channels/json.ts'
import { type Gateway, type GatewayAnswer, normal, take, text } from './gateway.ts'
import { type MakeReport, type State, secretOr } from './reports.ts'

const STATES = { delivered: 'delivered', undelivered: 'expired' }

const refuse = (error: string): GatewayAnswer => ({ status: 200, body: { ok: false, error } })

/** Answers like Telegram's `sendVerificationMessage`: what arrives is the code alone. A retry is shown twice. */
export const telegramSend: Gateway = ({ headers, body }, at) => {
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
  if (!token) return refuse('ACCESS_TOKEN_REQUIRED')
  const fields = objectOf(body)
  const code = text(fields.code)
  if (!/^\d{4,8}$/.test(code)) return refuse('CODE_INVALID')
  const to = text(fields.phone_number)
  const payload = text(fields.payload)
  const request_id = randomUUID()
  const request = { request_id, phone_number: to, request_cost: 0.01, payload }
  return take(at, {
    key: `telegram:${request_id}`,
    message: { to, channel: 'messenger', text: code, from: 'Verification Codes, Telegram' },
    refused: refuse('PHONE_NUMBER_NOT_FOUND'),
    accepted: { status: 200, body: { ok: true, result: request } },
    report: reportOf(text(fields.callback_url), token, request),
  })
}

const withState = (request: object, state: State | null) => ({
  ...request,
  delivery_status: { status: state ? STATES[state] : 'sent', updated_at: Math.floor(Date.now() / 1000) },
})

/** Calls back as Telegram does, signed with the token (https://core.telegram.org/gateway/api#report-delivery). */
const reportOf =
  (url: string, token: string, request: object): MakeReport =>
  (state, _options, genuine) => {
    const body = JSON.stringify(withState(request, state))
    const timestamp = String(Math.floor(Date.now() / 1000))
    const key = createHash('sha256').update(secretOr(token, genuine)).digest()
    const signature = createHmac('sha256', key).update(`${timestamp}\n${body}`).digest('hex')
    const headers = {
      'content-type': 'application/json',
      'x-request-timestamp': timestamp,
      'x-request-signature': signature,
    }
    return { url, headers, body }
  }

/** Answers like Telegram's `checkVerificationStatus`. */
export const telegramAsk: Gateway = ({ body }, { inbox, reports }) => {
  const request_id = text(objectOf(body).request_id)
  const [[, message] = [null, null]] = inbox.under(`telegram:${request_id}`)
  if (!request_id || !message) return refuse('REQUEST_ID_INVALID')
  const request = { request_id, phone_number: normal(message.to), request_cost: 0.01 }
  return { status: 200, body: { ok: true, result: withState(request, reports.asked('messenger')) } }
}
