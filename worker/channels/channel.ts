/**
 * One message, ready to be sent. It lives in memory only, because text and pictures carry the secret (R4).
 */
export interface OutgoingMessage {
  /** Is the same for every retry of one message, so that a provider can drop duplicates. */
  id: string
  /**
   * The message was tried before and may have arrived, although no answer did. `since` is before the first
   * try, in ms; `last`: no other try follows this one.
   */
  retried?: { since: number; last: boolean }
  /** E.164 phone or e-mail address. */
  to: string
  /** E-mail only. */
  subject?: string
  text: string
  /** E-mail only. */
  html?: string
  /** E-mail only: a QR of this text, which the HTML refers to as `cid:`. */
  qr?: { cid: string; text: string }
}

/**
 * The result of one try to send. Of a provider's answer only id and code are kept, because it may echo the
 * text. `retry` is a fault that may pass (network, 5xx, 429, greylisting), but not before `waitMs` if the
 * provider said so; `failed` will not pass (bad number, 5.x.x).
 */
export type SendResult =
  | { outcome: 'sent'; providerId: string }
  | { outcome: 'retry'; code: string; waitMs?: number }
  | { outcome: 'failed'; code: string }

/** Sends messages through one provider. `send` never throws: every fault is a SendResult. */
export interface Channel {
  send(message: OutgoingMessage): Promise<SendResult>
}
