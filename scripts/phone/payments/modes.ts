import { PAYMENT_PROVIDERS, type PaymentProviderName } from '../../../worker/domain/terms.ts'

/**
 * How a provider tells what became of a payment: `forged`: with another amount, and signed by somebody who does not know
 * the secret; `reversed`: an older, contrary event comes afterwards.
 */
export const NOTICE_MODES = ['on-time', 'late', 'doubled', 'lost', 'forged', 'reversed'] as const
/**
 * How a provider answers: `down`: HTTP 500; `lost` and `silent`: it acts, and the answer never comes; `other-amount`: it has
 * another amount in its books than it was asked to take.
 */
const ANSWER_MODES = ['on-time', 'down', 'slow', 'lost', 'silent', 'other-amount'] as const
/** What becomes of a refund: `open`: nothing, until somebody says so. */
export const REFUND_MODES = ['done', 'open', 'failed'] as const

export interface Mode {
  notices: (typeof NOTICE_MODES)[number]
  answers: (typeof ANSWER_MODES)[number]
  refunds: (typeof REFUND_MODES)[number]
  /** How long a `late` notice and a `slow` answer take, in ms. */
  delayMs: number
}

const USUAL: Mode = { notices: 'on-time', answers: 'on-time', refunds: 'done', delayMs: 4000 }
const DELAY_MAX_MS = 60_000

/** What `POST /payments/modes` takes. */
export const MODES_FORM =
  `{provider: "${PAYMENT_PROVIDERS.join('"|"')}", notices?: "${NOTICE_MODES.join('"|"')}", ` +
  `answers?: "${ANSWER_MODES.join('"|"')}", refunds?: "${REFUND_MODES.join('"|"')}", delayMs?: number}`

/** Holds how each provider behaves at present. */
export class Modes {
  readonly #modes = new Map<PaymentProviderName, Mode>()
  /** Counts the calls that met a fault, so that a test can prove that there was one. */
  turnedAway = 0

  of(provider: PaymentProviderName): Mode {
    return this.#modes.get(provider) ?? USUAL
  }

  /** Applies what was posted; what is left out stays as it is. It returns false when the body is anything else. */
  set(body: unknown): boolean {
    const given = (body ?? {}) as Record<string, unknown>
    const provider = PAYMENT_PROVIDERS.find((one) => one === given.provider)
    if (!provider) return false
    const now = this.of(provider)
    const notices = NOTICE_MODES.find((one) => one === (given.notices ?? now.notices))
    const answers = ANSWER_MODES.find((one) => one === (given.answers ?? now.answers))
    const refunds = REFUND_MODES.find((one) => one === (given.refunds ?? now.refunds))
    const delayMs = Number(given.delayMs ?? now.delayMs)
    if (!notices || !answers || !refunds || !(delayMs >= 0 && delayMs <= DELAY_MAX_MS)) return false
    this.#modes.set(provider, { notices, answers, refunds, delayMs })
    return true
  }
}
