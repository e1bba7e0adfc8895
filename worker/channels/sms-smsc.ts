import { createHash } from 'node:crypto'
import type { Channel, OutgoingMessage, SendResult } from './channel.ts'
import { postForm } from './http-form.ts'
import { type Found, once, unanswered, wait } from './once.ts'

export interface SmscSettings {
  /** The whole address of `send.php`. */
  url: string
  login: string
  password: string
  sender: string
}

/**
 * The errors that SMSC does not lift: 1 parameters, 5 date, 6 text or sender forbidden, 7 number malformed, 8
 * number unreachable. The others may pass: 2 login, 3 balance and 4 address blocked are for an operator to
 * fix, 9 is the same request twice in a minute.
 */
const FINAL_ERRORS = new Set([1, 5, 6, 7, 8])

/** The end of the address of `send.php`, beside which `status.php` stands. */
const SEND = /send\.php$/
/** The states of a message that SMSC has and that may arrive: -1 waits, 0 sent on, 1 arrived, 2 read. */
const ARRIVING = new Set([-1, 0, 1, 2])

/** SMSC accepts an identifier of the sender's own of up to 40 of these characters. */
const SMSC_ID = /^[A-Za-z0-9._-]{1,40}$/

/** Returns the channel for SMS through the HTTP protocol of SMSC.ru (https://smsc.ru/api/http/). */
export function smscChannel(settings: SmscSettings, fetch: typeof globalThis.fetch): Channel {
  const account = { login: settings.login, psw: settings.password, charset: 'utf-8', fmt: '3' }

  async function post(message: OutgoingMessage): Promise<SendResult> {
    const answer = await postForm(fetch, settings.url, {
      ...account,
      phones: message.to,
      mes: message.text,
      id: smscId(message.id),
      sender: settings.sender,
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
    return { outcome: 'sent', providerId: String(json.id) }
  }

  /** Asks for the message by the id that we gave it (https://smsc.ru/api/http/status_messages/). */
  async function find(message: OutgoingMessage): Promise<Found> {
    if (!SEND.test(settings.url)) return 'cannot-tell'
    const id = smscId(message.id)
    const answer = await postForm(fetch, settings.url.replace(SEND, 'status.php'), {
      ...account,
      phone: message.to,
      id,
    })
    const none = unanswered(answer)
    if (none || 'fault' in answer) return none ?? 'cannot-tell'
    const { status, error_code } = answer.json
    // 9: asked too often, which passes. The other errors are about the question.
    if (error_code === 9) return { outcome: 'retry', code: 'smsc-9' }
    if (typeof status !== 'number') return 'cannot-tell'
    return ARRIVING.has(status) ? { outcome: 'sent', providerId: id } : 'not-there'
  }

  return {
    send: (message) =>
      once(
        message,
        () => find(message),
        () => post(message),
      ),
  }
}

/** Returns the message's id in SMSC's alphabet. It is the same for every retry. */
function smscId(id: string): string {
  return SMSC_ID.test(id) ? id : createHash('sha256').update(id).digest('hex').slice(0, 40)
}
