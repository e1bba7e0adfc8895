import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import type { ClaimKind, SuspendedBecause } from '../../worker/domain/terms.ts'

/** What can be reported as wrong. By the rules "not me" is no claim, but it answers the same question. */
export type Wrong = ClaimKind | 'not-me'

const IN_HAND: Wrong[] = ['damaged', 'wrong', 'other']

/** Whether the parcel is in front of this person. A claim then stops everything until it is decided (R21). */
export function inHand({ state, receipt, hold, parcels }: RecipientView): boolean {
  if (receipt) return false
  return hold?.ready ? parcels.scanned > 0 : state === 'out-for-delivery'
}

/** Returns what can be wrong at this moment, without what this link has already reported. */
export function wrongs(view: RecipientView): Wrong[] {
  return allWrongs(view).filter((one) => !claimStands(view, one))
}

const SUSPENDS: readonly Wrong[] = ['nobody-came', 'no-code-asked', 'not-me'] satisfies SuspendedBecause[]

/**
 * Whether a report was made and still counts. A report about a hold can be taken back and made again (R21).
 */
export function claimStands({ hold, receipt, said, suspended }: RecipientView, what: Wrong): boolean {
  const takenBack = hold && !receipt && SUSPENDS.includes(what)
  return takenBack ? suspended.some((one) => one === what) : said.includes(what)
}

function allWrongs(view: RecipientView): Wrong[] {
  const { receipt, hold, state } = view
  if (inHand(view)) return IN_HAND
  if (receipt) {
    // At a counter a document is an ordinary way, so a code is not expected with it.
    const asked: Wrong[] = hold && receipt.proof === 'identity' ? [] : ['no-code-asked']
    return ['not-received', ...asked, 'not-me', 'damaged', 'other']
  }
  if (hold) return [...(hold.fromDoor ? VISITED : []), 'not-me', 'other']
  return state === 'refused' ? [...VISITED, 'not-me', 'other'] : [...VISITED, 'other']
}

const VISITED: Wrong[] = ['nobody-came', 'no-code-asked']
