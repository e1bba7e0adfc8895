import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type {
  Channel,
  Notice,
  NoticeCall,
  OutgoingMessage,
  Report,
  SendResult,
  SentMessage,
} from './channel.ts'
import { postForm } from './http-form.ts'
import { type Found, once, unanswered, wait } from './once.ts'
import { sameProof } from './proof.ts'
import { shortened } from './reference.ts'

export interface SmscSettings {
  /** The whole address of `send.php`. */
  url: string
  login: string
  password: string
  sender: string
  /** The secret phrase of the account's notices; without it none is believed, and SMSC is asked instead. */
  reportKey?: string
}

/**
 * The errors that SMSC does not lift: 1 parameters, 5 date, 6 text or sender forbidden, 7 number malformed, 8
 * number unreachable. The others may pass: 2 login, 3 balance and 4 address blocked are for an operator to
 * fix, 9 is the same request twice in a minute.
 */
const FINAL_ERRORS = new Set([1, 5, 6, 7, 8])

/** The end of the address of `send.php`, beside which `status.php` stands. */
const SEND = /send\.php$/
/** The states of a message that SMSC has and that may arrive: -1 waits, 0 sent on; the others arrived. */
const ARRIVING = new Set([-1, 0, 1, 2, 4])
/** 1 arrived, 2 read, 4 its link was followed. */
const ARRIVED = new Set([1, 2, 4])
/** 3 expired, 20 impossible, 22 wrong number, 23 forbidden, 24 no money, 25 number out of reach. */
const NOT_ARRIVING = new Set([3, 20, 22, 23, 24, 25])

/** SMSC accepts an identifier of the sender's own of up to 40 of these characters. */
const SMSC_ID = /^[A-Za-z0-9._-]{1,40}$/

/**
 * Returns a channel through the HTTP protocol of SMSC.ru (https://smsc.ru/api/http/), whose one call sends SMS,
 * messenger messages and calls. An account has one secret phrase, so that each of them reads the notices of all.
 * @param kind the fields that make it something else than an SMS
 */
export function smscChannel(
  settings: SmscSettings,
  fetch: typeof globalThis.fetch,
  kind: Record<string, string> = {},
): Channel {
  const account = { login: settings.login, psw: settings.password, charset: 'utf-8', fmt: '3' }

  async function post(message: OutgoingMessage): Promise<SendResult> {
    const answer = await postForm(fetch, settings.url, {
      ...account,
      ...kind,
      phones: message.to,
      mes: message.text,
      id: smscId(message.id),
      ...(settings.sender && { sender: settings.sender }),
      // Asks for parts and cost in the answer.
      cost: '3',
    })
    if ('fault' in answer) return { outcome: 'retry', code: answer.fault }
    const { status, json } = answer
    if (status < 200 || status > 299) return { outcome: 'retry', code: `http-${status}`, ...wait(answer) }
    if (typeof json.error_code === 'number') {
      const outcome = FINAL_ERRORS.has(json.error_code) ? 'failed' : 'retry'
      return { outcome, code: `smsc-${json.error_code}` }
    }
    if (typeof json.id !== 'number' && typeof json.id !== 'string') {
      return { outcome: 'retry', code: 'unreadable' }
    }
    const [parts, cost] = [Number(json.cnt), Math.round(Number(json.cost) * 100)]
    return {
      outcome: 'sent',
      providerId: String(json.id),
      ...(parts > 0 && { parts }),
      ...(cost >= 0 && { cost }),
    }
  }

  const state = (phone: string, id: string) =>
    postForm(fetch, settings.url.replace(SEND, 'status.php'), { ...account, phone, id })

  /** Asks for the message by the id that we gave it (https://smsc.ru/api/http/status_messages/). */
  async function find(message: OutgoingMessage): Promise<Found> {
    if (!SEND.test(settings.url)) return 'cannot-tell'
    const id = smscId(message.id)
    const answer = await state(message.to, id)
    const none = unanswered(answer)
    if (none || 'fault' in answer) return none ?? 'cannot-tell'
    const { status, error_code } = answer.json
    // 9: asked too often, which passes. The other errors are about the question.
    if (error_code === 9) return { outcome: 'retry', code: 'smsc-9' }
    if (typeof status !== 'number') return 'cannot-tell'
    return ARRIVING.has(status) ? { outcome: 'sent', providerId: id } : 'not-there'
  }

  async function ask({ to, providerId }: SentMessage): Promise<Report | null> {
    if (!SEND.test(settings.url)) return null
    const answer = await state(to, providerId)
    return 'fault' in answer ? null : reportOf(answer.json.status)
  }

  /** Reads a notice (https://smsc.ru/api/http/#callback), which is signed with the account's secret phrase. */
  async function readNotices({ body }: NoticeCall): Promise<Notice[] | null> {
    const of = new URLSearchParams(body)
    const [id, phone, status] = [of.get('id') ?? '', of.get('phone') ?? '', of.get('status') ?? '']
    const right = createHash('sha1').update(`${id}:${phone}:${status}:${settings.reportKey}`).digest()
    if (!sameProof(Buffer.from(of.get('sha1') ?? '', 'hex'), right)) return null
    const report = reportOf(Number(status))
    return report ? [{ id: ownId(id), providerId: id, ...report }] : []
  }

  return {
    gateway: 'smsc',
    ask,
    // Without the phrase nothing proves a notice.
    ...(settings.reportKey && { readNotices }),
    send: (message) => once(message, find, post),
  }
}

/** Returns what a state says of the message; null while it may still arrive. */
function reportOf(status: unknown): Report | null {
  if (typeof status !== 'number') return null
  if (ARRIVED.has(status)) return { outcome: 'delivered' }
  return NOT_ARRIVING.has(status) ? { outcome: 'undelivered', code: `smsc-${status}` } : null
}

/**
 * Returns the message's id as SMSC takes it, the same for every retry. One that is too long names its channel by a letter,
 * because a notice must lead back to it (R9); what is too long even so is only asked about.
 */
function smscId(id: string): string {
  const fitting = [id, id.replace(/-messenger$/, '-m')].find((one) => SMSC_ID.test(one))
  return fitting ?? shortened(id, 40)
}

/** Returns the id that `smscId` was made from. */
const ownId = (id: string): string => id.replace(/-m$/, '-messenger')
