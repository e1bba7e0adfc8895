import { createHmac, randomUUID } from 'node:crypto'
import { type Gateway, type GatewayAnswer, normal, take } from './gateway.ts'
import { type MakeReport, secretOr } from './reports.ts'

const refuse = (status: number, code: number): GatewayAnswer => ({
  status,
  body: { code, status, message: `error ${code}` },
})

/** Answers like Twilio's `Messages.json`. Its protocol carries no id from the sender, so a retry is shown twice. */
export const twilioSend: Gateway = ({ headers, body, params: [account = ''] }, at) => {
  const form = new URLSearchParams(body)
  const field = (name: string) => form.get(name) ?? ''
  const login = Buffer.from(headers.authorization?.replace(/^Basic /i, '') ?? '', 'base64').toString()
  const token = login.slice(account.length + 1)
  if (!login.startsWith(`${account}:`) || !token) return refuse(401, 20003)
  if (field('To') && !field('Body')) return refuse(400, 21602)
  const sid = `SM${randomUUID().replaceAll('-', '')}`
  return take(at, {
    key: `twilio:${sid}`,
    message: { to: field('To'), channel: 'sms', text: field('Body'), from: field('From') || 'SMS' },
    refused: refuse(400, 21211),
    accepted: { status: 201, body: { sid, status: 'queued', num_segments: '1' } },
    report: reportOf(field('StatusCallback'), token, sid),
  })
}

/** Calls back as Twilio does, signed with the account's token (https://www.twilio.com/docs/usage/security). */
const reportOf =
  (url: string, token: string, MessageSid: string): MakeReport =>
  (state, _options, genuine) => {
    if (!url) return null
    const error = state === 'undelivered' && { ErrorCode: '30003' }
    const fields: Record<string, string> = { ...error, MessageSid, MessageStatus: state }
    const signed =
      url +
      Object.keys(fields)
        .sort()
        .flatMap((name) => [name, fields[name]])
        .join('')
    const signature = createHmac('sha1', secretOr(token, genuine)).update(signed).digest('base64')
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
    }
    return { url, headers, body: String(new URLSearchParams(fields)) }
  }

/** Answers like Twilio's list of messages to one number, the newest first. */
export const twilioList: Gateway = ({ url }, { inbox, reports }) => {
  const to = normal(url.searchParams.get('To') ?? '')
  const status = reports.asked('sms') ?? 'sent'
  const messages = inbox
    .under('twilio:')
    .flatMap(([sid, { to: at, text, at: when }]) =>
      at === to ? [{ sid, to, body: text, status, date_created: new Date(when).toUTCString() }] : [],
    )
  return { status: 200, body: { messages: messages.reverse() } }
}

/** Answers like Twilio's call for one message. */
export const twilioAsk: Gateway = ({ params: [, sid = ''] }, { inbox, reports }) => {
  if (!inbox.has(`twilio:${sid}`)) return refuse(404, 20404)
  const state = reports.asked('sms')
  return {
    status: 200,
    body: { sid, status: state ?? 'sent', ...(state === 'undelivered' && { error_code: 30003 }) },
  }
}
