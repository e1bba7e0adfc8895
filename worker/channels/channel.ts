import type { Locale, ReportedOutcome } from '../domain/terms.ts'

/**
 * One message, ready to be sent. It lives in memory only, because text and pictures carry the secret (R4).
 */
export interface OutgoingMessage {
  /** Is the same for every retry of one message, so that a provider can drop duplicates. See `reference.ts`. */
  id: string
  /**
   * The message was tried before and may have arrived, although no answer did. `since` is before the first
   * try, in ms; `last`: no other try follows this one.
   */
  retried?: { since: number; last: boolean }
  /** E.164 phone or e-mail address. */
  to: string
  /** The recipient's language. */
  locale: Locale
  /** The code alone, for channels that carry nothing else; absent if the message tells none. */
  code?: string
  /** E-mail only. */
  subject?: string
  text: string
  /** E-mail only. */
  html?: string
  /** E-mail only: a QR of this text, which the HTML refers to as `cid:`. */
  qr?: { cid: string; text: string }
}

/**
 * The result of one try to send. Of a provider's answer only number, parts, cost and code are kept, because it may
 * echo the text. `retry` is a fault that may pass (network, 5xx, 429, greylisting), but not before `waitMs` if the
 * provider said so; `failed` will not pass (bad number, 5.x.x).
 */
export type SendResult =
  /** `cost`: in minor units of the account's currency. */
  | { outcome: 'sent'; providerId: string; parts?: number; cost?: number }
  | { outcome: 'retry'; code: string; waitMs?: number }
  | { outcome: 'failed'; code: string }

/** What became of a message that the provider took. What may still arrive is not reported. */
export interface Report {
  outcome: ReportedOutcome
  code?: string
}

/** A message that was sent, as its provider is asked about it. */
export interface SentMessage {
  id: string
  /** The provider's number of it. */
  providerId: string
  to: string
}

/** A report that a provider sends by itself. */
export interface Notice extends Report {
  /** The id that the message was sent with. */
  id: string
  providerId?: string
}

/** A provider's call, before it is known to be genuine. */
export interface NoticeCall {
  /** The public address that was called, with its query. */
  url: string
  headers: Headers
  body: string
}

/** Sends messages through one provider. It never throws: every fault is a result. */
export interface Channel {
  /** The provider's protocol, as in the address of its reports: `POST /api/reports/:gateway`. */
  gateway: string
  /** It carries the code and nothing else. */
  codesOnly?: true
  send(message: OutgoingMessage): Promise<SendResult>
  /** Asks what became of a message; null if nothing is known yet, or nobody answered. */
  ask?(sent: SentMessage): Promise<Report | null>
  /** Reads the reports in a provider's call; null if it does not prove that the provider sent it. */
  readNotices?(call: NoticeCall): Promise<Notice[] | null>
}
