import { approvalsLeft, approvalUntil, standOf, stillAsked } from '../approval.ts'
import type { Approval } from '../asked.ts'
import type { DecideRequest } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import type { Fact, FactOf } from '../event.ts'
import { freshReasons, type Hands } from '../fresh-hands.ts'
import { APPROVAL_MS } from '../limits.ts'
import type { Shipment } from '../state.ts'
import type { FreshReason } from '../terms.ts'

interface Given {
  hands?: Hands | null
  asked?: number
}

/**
 * Accepts the release. For a secured shipment the fact also records who invited the session, and why the
 * hands are too new (R42).
 */
function withHands(
  shipment: Shipment,
  fact: FactOf<'handed-over'>,
  hands: Hands | null,
  fresh: FreshReason[],
): Decision {
  if (!shipment.secured) return accept([fact], { outcome: 'handed-over', code: fact.code })
  const { invitedBy = null, invitedAt = null } = hands?.session ?? {}
  const whole = { ...fact, hands: { invitedBy, invitedAt }, ...(fresh.length > 0 && { fresh }) }
  return accept([whole], { outcome: 'handed-over', code: fact.code })
}

/** Whether an agreement covers this release: the same hands, no other parcels and no new reason. */
const covers = (
  approval: Approval,
  hands: Hands | null,
  labels: readonly string[],
  fresh: readonly FreshReason[],
) =>
  approval.personId === hands?.personId &&
  labels.every((label) => approval.labels.includes(label)) &&
  fresh.every((reason) => approval.reasons.includes(reason))

/**
 * Releases the parcels after an identity check that proved the person (R16). If the hands are too new and the
 * contract wants approval, a dispatcher is asked first (R42). `declined` decides what follows the
 * dispatcher's "no". A call that has `asked` polls for the answer; a lapse ends only that call, and another
 * call asks again.
 */
export function releaseByIdentity(
  shipment: Shipment,
  { hands = null, asked }: Given,
  fact: FactOf<'handed-over'>,
  now: number,
  declined: () => Decision,
): Decision {
  const fresh = freshReasons(shipment, hands, now)
  const release = () => withHands(shipment, fact, hands, fresh)
  if (shipment.policy.freshHands !== 'approval') return release()
  const { approval } = shipment
  const own =
    approval?.personId === hands?.personId && approval && stillAsked(shipment, approval) ? approval : null
  const stand = own && standOf(own, now)
  const agreed = own && stand === 'agreed' && covers(own, hands, fact.labels, fresh)
  if (asked !== undefined) {
    if (own?.seq !== asked) return refuse('approval-lapsed')
    if (stand === 'waiting') return accept([], { outcome: 'approval', until: approvalUntil(own) })
    if (stand === 'declined') return declined()
    return agreed ? release() : refuse('approval-lapsed')
  }
  // A "no" is final at a door. At a counter the next try is a new one.
  if (stand === 'declined' && fact.pointId === undefined) return declined()
  if (fresh.length === 0 || agreed) return release()
  if (approvalsLeft(shipment, now) === 0) return refuse('approval-lapsed')
  const { labels, pointId } = fact
  const ask: Fact = {
    type: 'approval-asked',
    reasons: fresh,
    labels,
    personId: hands?.personId ?? '',
    ...(pointId !== undefined && { pointId }),
  }
  return accept([ask], { outcome: 'approval', until: now + APPROVAL_MS })
}

/**
 * Records whether an independent dispatcher lets these hands release (R42). The caller has already checked
 * who may decide.
 */
export function decideApproval(shipment: Shipment, command: DecideRequest, now: number): Decision {
  const { approval } = shipment
  if (!approval || standOf(approval, now) !== 'waiting') return refuse('no-request')
  const type = command.decision === 'agree' ? 'approval-given' : 'approval-declined'
  return accept([{ type, asked: approval.seq }], { outcome: 'decided' })
}
