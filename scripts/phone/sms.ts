import { randomUUID } from 'node:crypto'
import type { Inbox } from './inbox.ts'
import type { Outage } from './outage.ts'

export interface GatewayAnswer {
  status: number
  body: unknown
  /** The answer does not arrive: the connection ends without it. */
  lost?: boolean
}

const UNAVAILABLE: GatewayAnswer = { status: 503, body: 'unavailable' }
const PHONE = /^\+?\d{5,15}$/

/**
 * Answers like SMSC.ru's `send.php` with `fmt=3`. SMSC always answers 200 and puts its errors into the body;
 * only an outage of mode `retry` answers otherwise.
 */
export function smsc(form: URLSearchParams, inbox: Inbox, outage: Outage): GatewayAnswer {
  const refuse = (error: string, error_code: number): GatewayAnswer => ({
    status: 200,
    body: { error, error_code },
  })
  const field = (name: string) => form.get(name) ?? ''
  if (outage.of('sms') === 'retry') return UNAVAILABLE
  if (!field('login') || !field('psw')) return refuse('authorise error', 2)
  if (!field('phones') || !field('mes')) return refuse('parameters error', 1)
  if (!PHONE.test(field('phones')) || outage.of('sms') === 'failed') return refuse('invalid number', 7)
  const to = e164(field('phones'))
  const id = field('id') || randomUUID()
  inbox.add({ to, channel: 'sms', text: field('mes'), from: field('sender') || 'SMS' }, `smsc:${id}:${to}`)
  const lost = outage.of('sms') === 'lost'
  return { status: 200, body: { id, cnt: Math.ceil(field('mes').length / 67) }, lost }
}

/** Answers like SMSC.ru's `status.php`: 1 is "delivered", -3 "not found". */
export function smscStatus(form: URLSearchParams, inbox: Inbox): GatewayAnswer {
  const known = inbox.has(`smsc:${form.get('id')}:${e164(form.get('phone') ?? '')}`)
  return { status: 200, body: { status: known ? 1 : -3 } }
}

/**
 * Answers like Twilio's `Messages.json`. Its protocol carries no id from the sender, so a retry is shown
 * twice.
 */
export function twilio(
  account: string,
  authorization: string | undefined,
  form: URLSearchParams,
  inbox: Inbox,
  outage: Outage,
): GatewayAnswer {
  const refuse = (status: number, code: number): GatewayAnswer => ({
    status,
    body: { code, status, message: `error ${code}` },
  })
  if (outage.of('sms') === 'retry') return UNAVAILABLE
  const login = Buffer.from(authorization?.replace(/^Basic /i, '') ?? '', 'base64').toString()
  if (!login.startsWith(`${account}:`) || login === `${account}:`) return refuse(401, 20003)
  const [to, text] = [form.get('To') ?? '', form.get('Body') ?? '']
  if (!PHONE.test(to) || outage.of('sms') === 'failed') return refuse(400, 21211)
  if (!text) return refuse(400, 21602)
  inbox.add({ to: e164(to), channel: 'sms', text, from: form.get('From') || 'SMS' })
  const lost = outage.of('sms') === 'lost'
  return { status: 201, body: { sid: `SM${randomUUID().replaceAll('-', '')}`, status: 'queued' }, lost }
}

/** Answers like Twilio's list of messages to one number, the newest first. */
export function twilioList(to: string, inbox: Inbox): GatewayAnswer {
  const messages = inbox
    .all()
    .filter((one) => one.channel === 'sms' && one.to === e164(to))
    .map(({ text, at }, i) => ({
      sid: `SM${i}`,
      to,
      body: text,
      status: 'delivered',
      date_created: new Date(at).toUTCString(),
    }))
  return { status: 200, body: { messages: messages.reverse() } }
}

function e164(phone: string): string {
  return phone.startsWith('+') ? phone : `+${phone}`
}
