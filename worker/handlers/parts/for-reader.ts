import type { Operation } from '../../api/operation.ts'
import { rolesOf } from '../../api/rights.ts'
import type { ShipmentView } from '../../api/shipments/answers.ts'
import * as shipments from '../../api/shipments/operations.ts'
import * as violations from '../../api/violations/operations.ts'
import type { ShipmentAction } from '../../domain/terms.ts'
import type { Context, Principal } from '../../http/context.ts'
import { hasOpenViolation } from '../../registry/violations.ts'

/** The operation that performs each action. */
const CALLS: Record<ShipmentAction, Operation> = {
  resend: shipments.resend,
  'change-contact': shipments.changeContact,
  'withdraw-contact': shipments.withdrawContact,
  'correct-recipient': shipments.correctRecipient,
  'choose-point': shipments.choosePoint,
  reschedule: shipments.reschedule,
  'order-return': shipments.orderReturn,
  cancel: shipments.cancel,
  'decide-claim': shipments.decideClaim,
  'lift-suspension': shipments.liftSuspension,
  'report-violation': violations.suspect,
  refund: shipments.refund,
  'settle-conflict': shipments.settleConflict,
  erase: shipments.erase,
}

const mayCall = ({ role, scopes }: Principal, operation: Operation): boolean =>
  rolesOf(operation).includes(role) && (scopes === null || scopes.includes(operation.by))

/**
 * Returns a shipment as this reader gets it, with only the actions that they may call. An undecided suspicion
 * keeps the personal data it is about (R31). Only the registry knows of it, so erasing is moved to `notYet`
 * here and not in the shipment.
 */
export async function forReader(c: Context, shipment: ShipmentView): Promise<ShipmentView> {
  const { allowed = [], notYet = [], ...view } = shipment
  const theirs = (action: ShipmentAction) => mayCall(c.principal, CALLS[action])
  const can = allowed.filter(theirs)
  const later = notYet.filter(theirs)
  if (!Object.values(CALLS).some((operation) => mayCall(c.principal, operation))) return view
  const disputed = can.includes('erase') && (await hasOpenViolation(c.env.DB, view.id))
  if (!disputed) return { ...view, allowed: can, notYet: later }
  return { ...view, allowed: can.filter((action) => action !== 'erase'), notYet: [...later, 'erase'] }
}
