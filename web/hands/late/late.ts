import type { LateBecause } from '../../../worker/domain/terms.ts'

/** The reasons that are met with. Any other says only that the rules do not allow it. */
const KNOWN = [
  'stop-closed',
  'not-found',
  'claim-open',
  'unpaid',
  'blocked',
  'not-arrived',
  'not-yet',
  'codes-closed',
  'wrong-code',
  'wrong-parcel',
  'approval-needed',
  'identity-suspended',
  'not-accepted',
  'too-late',
  'secured',
] as const satisfies readonly LateBecause[]

/** Whether a text is a reason for not accepting a late act. */
export const isLateReason = (reason: string): boolean => (KNOWN as readonly string[]).includes(reason)

/** Returns the key of the words that say why a late act was not accepted (R36). */
export const lateReason = (because: string) =>
  `late.because.${KNOWN.find((one) => one === because) ?? ('other' as const)}` as const
