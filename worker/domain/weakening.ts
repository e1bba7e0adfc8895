import type { Policy } from './policy.ts'
import type { WithoutCode } from './terms.ts'

/** How safe each setting keeps a parcel. A smaller number is weaker. */
/** A label is only where the parcel is; an arrival is what a courier's tablet says (R39). */
const REVEAL: Record<Policy['reveal'], number> = { message: 0, arrival: 1, scan: 2 }
const AFTER: Record<WithoutCode, number> = { identity: 0, hold: 1 }
const TABLET: Record<Policy['brokenTablet'], number> = { identity: 0, depot: 1 }

/** What is paid for before anything is handed over (R30). */
const PAID: Record<Policy['payment'], readonly string[]> = {
  none: [],
  delivery: ['delivery'],
  goods: ['goods'],
  both: ['delivery', 'goods'],
}

const more = (before: readonly string[], after: readonly string[]) =>
  after.some((one) => !before.includes(one))
const fewer = (before: readonly string[], after: readonly string[]) => more(after, before)

/**
 * Whether somebody who hands over without the code has less to lose. A penalty in another currency counts as
 * less, because nobody can tell.
 */
function cheaper(before: Policy['penalty'], after: Policy['penalty']): boolean {
  if (!before) return false
  return !after || after.currency !== before.currency || after.amount < before.amount
}

/** Whether a moment is told on fewer channels: somebody robbed would hear of it later or not at all. */
const quieter = (before: Policy['moments'], after: Policy['moments']): boolean =>
  Object.entries(before).some(([moment, channels]) =>
    fewer(channels, after[moment as keyof Policy['moments']] ?? []),
  )

const WEAKER: { field: keyof Policy; weaker: (before: Policy, after: Policy) => boolean }[] = [
  { field: 'secured', weaker: (b, a) => b.secured && !a.secured },
  { field: 'mandatory', weaker: (b, a) => b.mandatory && !a.mandatory },
  { field: 'pinDigits', weaker: (b, a) => a.pinDigits < b.pinDigits },
  { field: 'door', weaker: (b, a) => more(b.door, a.door) },
  { field: 'counter', weaker: (b, a) => more(b.counter, a.counter) },
  { field: 'withoutCode', weaker: (b, a) => AFTER[a.withoutCode] < AFTER[b.withoutCode] },
  { field: 'afterWrong', weaker: (b, a) => AFTER[a.afterWrong] < AFTER[b.afterWrong] },
  { field: 'brokenTablet', weaker: (b, a) => TABLET[a.brokenTablet] < TABLET[b.brokenTablet] },
  { field: 'reveal', weaker: (b, a) => REVEAL[a.reveal] < REVEAL[b.reveal] },
  { field: 'channels', weaker: (b, a) => fewer(b.channels, a.channels) },
  { field: 'moments', weaker: (b, a) => quieter(b.moments, a.moments) },
  { field: 'attended', weaker: (b, a) => b.attended && !a.attended },
  { field: 'freshHands', weaker: (b, a) => b.freshHands === 'approval' && a.freshHands !== 'approval' },
  { field: 'payment', weaker: (b, a) => fewer(PAID[b.payment], PAID[a.payment]) },
  { field: 'refundLimit', weaker: (b, a) => a.refundLimit > b.refundLimit },
  { field: 'penalty', weaker: (b, a) => cheaper(b.penalty, a.penalty) },
]

/**
 * Returns the fields in which `after` protects less than `before` (R1, R41): one more proof, one channel
 * less, an identity check in place of a hold, and so on. Empty: it is as strong. A policy that secures
 * nothing cannot be weakened.
 */
export function weakenedFields(before: Policy, after: Policy): (keyof Policy)[] {
  if (!before.secured) return []
  return WEAKER.filter(({ weaker }) => weaker(before, after)).map(({ field }) => field)
}
