/** One message, ready to leave. It lives in memory only: text and pictures carry the secret (R4). */
export interface OutgoingMessage {
  /** The same for every retry of one message, so that a provider can drop doubles. */
  id: string
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
 * What became of one try. Of a provider's answer only id and code are kept: it may echo the text.
 * `retry` is a fault that may pass (network, 5xx, 429, greylisting); `failed` will not (bad number, 5.x.x).
 */
export type SendResult =
  | { outcome: 'sent'; providerId: string }
  | { outcome: 'retry'; code: string }
  | { outcome: 'failed'; code: string }

/** A way to the outside. Never throws: every fault is a SendResult. */
export interface Channel {
  send(message: OutgoingMessage): Promise<SendResult>
}
