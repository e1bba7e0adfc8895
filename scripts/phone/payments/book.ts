import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PaymentProviderName } from '../../../worker/domain/terms.ts'
import { digest } from '../gateway.ts'

/** A payment as a provider keeps it. */
export interface KeptPayment {
  provider: PaymentProviderName
  ref: string
  state: 'open' | 'paid' | 'failed' | 'expired'
  /** Why it was declined. */
  reason?: string
  /** How it was paid. */
  way?: 'card' | 'sbp'
  /** In minor units. */
  amount: number
  currency: string
  /** In ms. */
  at: number
  description: string
  lines: { name: string; quantity: number; price: number }[]
  /** Where the payer is sent afterwards. */
  returnUrl: string
  /** Where it is paid. */
  page: string
  metadata: Record<string, string>
  /** Whether the data for a fiscal receipt came along. */
  receipt: boolean
}

export interface KeptRefund {
  provider: PaymentProviderName
  ref: string
  /** The number of its payment. */
  payment: string
  state: 'open' | 'done' | 'failed'
  amount: number
  at: number
  metadata: Record<string, string>
  receipt: boolean
}

/** What was made with a key, and from which request. */
interface Made {
  key: string
  request: string
  ref: string
}

type Line = { payment: KeptPayment } | { refund: KeptRefund } | { made: Made }

export interface Book {
  payment(provider: PaymentProviderName, ref: string): KeptPayment | null
  /** Every payment, oldest first. */
  payments(): KeptPayment[]
  refunds(payment?: string): KeptRefund[]
  keep(line: Line): void
  /** What was made with a key: its number, `other` if it was another request, null if nothing was. */
  made(key: string, request: string): string | null
  keepKey(key: string, request: string, ref: string): void
}

/** Opens the payments kept as JSON Lines in `dir`, the newest line of each counts. They survive a restart. */
export function openBook(dir: string): Book {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, 'payments.jsonl')
  const payments = new Map<string, KeptPayment>()
  const refunds = new Map<string, KeptRefund>()
  const keys = new Map<string, Made>()
  const take = (line: Line) => {
    if ('payment' in line) payments.set(line.payment.ref, line.payment)
    else if ('refund' in line) refunds.set(line.refund.ref, line.refund)
    else keys.set(line.made.key, line.made)
  }
  for (const line of readLines(file)) take(line)
  const keep = (line: Line) => {
    // It is on disk before the provider answers, so that nothing that was acknowledged is lost.
    appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
    take(line)
  }
  return {
    payment(provider, ref) {
      const found = payments.get(ref)
      return found?.provider === provider ? found : null
    },
    payments: () => [...payments.values()],
    refunds: (payment) => [...refunds.values()].filter((one) => !payment || one.payment === payment),
    keep,
    made(key, request) {
      const before = keys.get(key)
      return before ? (before.request === digest(request) ? before.ref : 'other') : null
    },
    keepKey: (key, request, ref) => keep({ made: { key, request: digest(request), ref } }),
  }
}

function readLines(file: string): Line[] {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  return content.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Line]
    } catch {
      // The process ended while it wrote this line.
      return []
    }
  })
}
