import { type DecideRequest, type Decision, refuse } from '../command.ts'
import { covers, type OpenRequest, openRequests } from '../request.ts'
import type { Shipment } from '../state.ts'
import type { RequestKind } from '../terms.ts'
import { decideApproval } from './approval.ts'
import { decideContact } from './contact.ts'
import { decideResume } from './dispatcher.ts'
import { decideLabel } from './label.ts'
import { decideReceipt } from './point.ts'
import { decideSuspension } from './suspension.ts'

/** What a decision about one kind of request brings about; who may decide is settled by then. */
export type Decides = (shipment: Shipment, command: DecideRequest, now: number) => Decision

const DECIDES: Partial<Record<RequestKind, Decides>> = {
  contact: decideContact,
  label: decideLabel,
  'fresh-hands': decideApproval,
  receipt: decideReceipt,
  suspension: decideSuspension,
  'not-me': decideResume,
}

/** Why this person may not decide about a request, or null (R9). Taking back what one asked for needs nobody else. */
function notTheirs({ apart, askedBy }: OpenRequest, command: DecideRequest) {
  const { operator, independentOf, decision, by } = command
  const takenBack = decision === 'decline' && by === askedBy
  const free = operator || takenBack || covers(independentOf, apart)
  return free ? null : 'second-person'
}

/**
 * A second, independent person decides (R9): about exactly what they saw, and only while it is asked. One way for
 * every kind, so that none can be decided with less.
 */
export function decideRequest(shipment: Shipment, command: DecideRequest, now: number): Decision {
  const request = openRequests(shipment).find(({ kind, seq }) => kind === command.kind && seq === command.seq)
  const decides = DECIDES[command.kind]
  if (!request || !decides) return refuse('no-request')
  if (!command.same) return refuse('changed')
  const no = notTheirs(request, command)
  return no ? refuse(no) : decides(shipment, command, now)
}
