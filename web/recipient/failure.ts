import type { WhomToAsk } from '../../worker/api/common.ts'
import type { api, Failure } from '../api/call.ts'
import type { AddressesOf, FailureCode } from '../api/failures.ts'
import type { Link } from './link.ts'

/** Why there is nothing to show. Each reason has a calm screen with a next step. */
export type DeadReason =
  | 'superseded'
  | 'finished'
  | 'expired'
  | 'owned'
  | 'foreign'
  | 'signed-out'
  | 'offline'
  | 'down'

/** A link that opens nothing, and whom its holder can ask as far as we may say it. */
export interface DeadLink {
  why: DeadReason
  ask: WhomToAsk
}

type Reading = FailureCode<typeof api.session.open | typeof api.deliveries.read>
/** Missing, foreign and mistyped are answered alike, so that nobody learns which deliveries exist. */
type Alike = 'not-found' | 'bad-request' | 'forbidden' | 'invitation-used' | 'device-revoked'

const BY_CODE: Record<Exclude<Reading, Alike | 'too-many'>, DeadReason> = {
  'link-superseded': 'superseded',
  'link-finished': 'finished',
  'link-expired': 'expired',
  'link-owned': 'owned',
  offline: 'offline',
}

/** Returns what a failed opening or refresh means. `hadToken`: the address still held the secret. */
export function deadBy({ status, code }: Pick<Failure, 'status' | 'code'>, hadToken: boolean): DeadReason {
  const known = (BY_CODE as Record<string, DeadReason | undefined>)[code]
  if (known) return known
  if (status === 400 || status === 401 || status === 404) return hadToken ? 'foreign' : 'signed-out'
  return 'down'
}

/** Returns what a refused opening means, and whom to ask as far as the refusal says it. */
export function deadLink(answer: Failure, { token }: Link): DeadLink {
  const { carrier, helpPhone } = answer.problem
  const ask = { ...(carrier && { carrier }), ...(helpPhone && { helpPhone }) }
  return { why: deadBy(answer, token !== null), ask }
}

/** What to say beside the button of an action that failed. */
export type TroubleKey = 'offline' | 'not-arrived' | 'ended' | 'claim-open' | 'again' | LaterTrouble

/** A trouble of one later screen alone, which has the words for it. `other-count`: fewer parcels than were signed for. */
export type LaterTrouble = 'payment-unavailable' | 'other-count'

type Acting = FailureCode<
  Exclude<AddressesOf<typeof api.deliveries>, typeof api.deliveries.read | typeof api.deliveries.live>
>
/** Refusals that the page cannot cause as it stands now, or that another try gets over. */
type TryAgain =
  | 'bad-request'
  | 'forbidden'
  | 'not-found'
  | 'too-many'
  | 'not-secured'
  | 'not-accepted'
  | 'signature-required'
  | 'too-many-photos'
  | 'unknown-photo'
  | 'unpaid'
  | 'nothing-to-pay'

/**
 * Returns what a refused action means. It is null if the refreshed page says it itself, as for a locked page
 * or a finished link: a message beside the button would repeat it.
 */
export function troubleBy(code: string): TroubleKey | null {
  const known = code as Acting
  switch (known) {
    case 'offline':
    case 'not-arrived':
    case 'claim-open':
    case 'payment-unavailable':
      return known
    case 'stop-closed':
    case 'not-out-for-delivery':
    case 'drop-off':
      return 'ended'
    case 'page-locked':
    case 'link-owned':
    case 'link-finished':
    case 'link-superseded':
    case 'link-expired':
    case 'not-scanned':
    case 'not-confirmed':
    case 'already-extended':
    case 'shipment-over':
    case 'no-contact-change':
    case 'no-suspension':
    case 'no-request':
      return null
    default:
      // A refusal that is neither named above nor one to try again does not compile here.
      known satisfies TryAgain
      return 'again'
  }
}
