import { createHash, randomUUID } from 'node:crypto'
import type { ChannelName } from '../../worker/domain/terms.ts'
import { type Gateway, type GatewayAnswer, normal, take } from './gateway.ts'
import { type MakeReport, secretOr } from './reports.ts'

/** The fields that make a message something else than an SMS. */
const KINDS: Record<string, [channel: ChannelName, name: string]> = {
  call: ['voice', ''],
  tg: ['messenger', 'Telegram'],
  whatsapp: ['messenger', 'WhatsApp'],
  viber: ['messenger', 'Viber'],
}
const STATES = { delivered: 1, undelivered: 20 }
const PENDING = 0
const NOT_FOUND = -3

const refuse = (error: string, error_code: number): GatewayAnswer => ({
  status: 200,
  body: { error, error_code },
})

/**
 * Answers like SMSC.ru's `send.php` with `fmt=3`. SMSC always answers 200 and puts its errors into the body; only an
 * outage of mode `retry` answers otherwise.
 */
export const smscSend: Gateway = ({ body }, at) => {
  const form = new URLSearchParams(body)
  const field = (name: string) => form.get(name) ?? ''
  const kind = Object.keys(KINDS).find((name) => field(name) === '1')
  const [channel, name] = KINDS[kind ?? ''] ?? ['sms', '']
  if (!field('login') || !field('psw')) return refuse('authorise error', 2)
  if (!field('phones') || !field('mes')) return refuse('parameters error', 1)
  const to = normal(field('phones'))
  const id = field('id') || randomUUID()
  const from = [field('sender') || (name ? '' : 'SMS'), name].filter(Boolean).join(', ')
  const parts = Math.ceil(field('mes').length / 67)
  return take(at, {
    key: `smsc:${channel}:${id}:${to}`,
    message: { to, channel, text: field('mes'), from: channel === 'voice' ? 'Call' : from },
    refused: refuse('invalid number', 7),
    accepted: { status: 200, body: { id, cnt: parts, cost: (parts * 3.85).toFixed(2) } },
    report: reportOf(id, to),
  })
}

/** Calls back as SMSC does, signed with the account's phrase (https://smsc.ru/api/http/#callback). */
const reportOf =
  (id: string, phone: string): MakeReport =>
  (state, { publicUrl, phrase }, genuine) => {
    const status = String(STATES[state])
    const signed = `${id}:${phone}:${status}:${secretOr(phrase, genuine)}`
    const sha1 = createHash('sha1').update(signed).digest('hex')
    const body = String(new URLSearchParams({ id, phone, status, sha1 }))
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return { url: `${publicUrl}/api/reports/smsc`, headers, body }
  }

/** Answers like SMSC.ru's `status.php`. */
export const smscStatus: Gateway = ({ body }, { inbox, reports }) => {
  const form = new URLSearchParams(body)
  const end = `${form.get('id')}:${normal(form.get('phone') ?? '')}`
  const channel = (['sms', 'messenger', 'voice'] as const).find((one) => inbox.has(`smsc:${one}:${end}`))
  if (!channel) return { status: 200, body: { status: NOT_FOUND } }
  const state = reports.asked(channel)
  return { status: 200, body: { status: state ? STATES[state] : PENDING } }
}
