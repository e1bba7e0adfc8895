import { bouncedId, readBounce } from '../channels/bounce.ts'
import { configOf, type Env } from '../config.ts'
import { logBug } from '../platform/log.ts'
import { takeNotice } from './parts/take-notice.ts'

/** A report is short; what it returns of the mail is not read. */
const MAIL_MAX_BYTES = 64 * 1024

/** A mail as the platform hands it over. */
export interface IncomingMail {
  to: string
  raw: ReadableStream<Uint8Array>
}

/** Takes a mail that a server returned, as a report on the message it is about (RFC 3464). Everything else is dropped. */
export async function takeBounce({ to, raw }: IncomingMail, env: Env): Promise<void> {
  const configured = configOf(env)
  const email = configured.ok ? configured.config.channels.email : undefined
  // A mail to any other address is not even read.
  if (!email || !('bounces' in email) || !email.bounces || !bouncedId(to, email.bounces)) return
  try {
    const notice = readBounce(to, await beginningOf(raw), email.bounces)
    if (notice) await takeNotice(env, notice)
  } catch (error) {
    logBug(error)
  }
}

async function beginningOf(raw: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const part of raw) {
    text += decoder.decode(part, { stream: true })
    if (text.length > MAIL_MAX_BYTES) break
  }
  return text
}
