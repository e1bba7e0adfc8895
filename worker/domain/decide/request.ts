import type { DecideRequest } from '../command.ts'
import { type Decision, refuse } from '../decision.ts'
import { covers, type OpenRequest, openRequests } from '../request.ts'
import type { Shipment } from '../state.ts'
import type { RequestKind } from '../terms.ts'
import { decideApproval } from './approval.ts'
import { decideContact } from './contact.ts'
import { decideResume } from './dispatcher.ts'
import { decideLabel } from './label.ts'
import { decideLateProof } from './late.ts'
import { decideRefund } from './payment.ts'
import { decideReceipt } from './point.ts'
import { decideSuspension } from './suspension.ts'

/** Decides about one kind of request. Who may decide has been checked before. */
export type RequestDecider = (shipment: Shipment, command: DecideRequest, now: number) => Decision

const DECIDERS: Partial<Record<RequestKind, RequestDecider>> = {
  contact: decideContact,
  label: decideLabel,
  'fresh-hands': decideApproval,
  receipt: decideReceipt,
  suspension: decideSuspension,
  'not-me': decideResume,
  refund: decideRefund,
  'late-proof': decideLateProof,
}

/** Returns why this person may not decide, or null (R9). Taking back one's own request needs nobody else. */
function notTheirs({ apart, askedBy }: OpenRequest, command: DecideRequest) {
  const { operator, independentOf, decision, by } = command
  const takenBack = decision === 'decline' && by === askedBy
  const free = operator || takenBack || covers(independentOf, apart)
  return free ? null : 'second-person'
}

/**
 * Lets a second, independent person decide about exactly what they saw, while the request is open (R9). Every
 * kind of request is decided here, so that none can be decided with fewer checks.
 */
export function decideRequest(shipment: Shipment, command: DecideRequest, now: number): Decision {
  const request = openRequests(shipment).find(({ kind, seq }) => kind === command.kind && seq === command.seq)
  const decides = DECIDERS[command.kind]
  if (!request || !decides) return refuse('no-request')
  if (!command.same) return refuse('changed')
  const no = notTheirs(request, command)
  return no ? refuse(no) : decides(shipment, command, now)
}
