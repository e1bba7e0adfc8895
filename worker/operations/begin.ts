import type { Call } from '../objects/call.ts'
import { personStub } from '../objects/person.ts'
import { claimKey, type StoredReply } from '../registry/answers.ts'
import { carryOn, type Intent } from './carry-on.ts'
import type { RefusedOperation, Stores } from './operation.ts'
import type { GivenOf, OperationName } from './table.ts'

/**
 * An operation as it was decided: its input, and the statements of its effect that are applied together with
 * its claim.
 */
export interface PlannedOperation<Name extends OperationName> {
  operation: Name
  given: GivenOf<Name>
  statements?: D1PreparedStatement[]
}

/**
 * Claims the key of a call for a planned operation and performs it. Throws if the key was claimed before or a
 * statement fails; then nothing was done. Returns null if somebody else finished it meanwhile; the result is
 * then stored under the key.
 */
export async function begin<Name extends OperationName>(
  stores: Stores,
  { by, idempotency }: Call,
  { operation, given, statements }: PlannedOperation<Name>,
): Promise<StoredReply | RefusedOperation | null> {
  const intent: Intent = { operation, attempt: crypto.randomUUID(), by, given }
  const text = JSON.stringify(intent)
  // The alarm is set before the claim, so that the operation will be finished whatever happens to this call.
  await personStub(stores.PERSON, by.id).comeBack()
  await claimKey(stores.DB, idempotency, { intent: text }, statements)
  return carryOn(stores, idempotency, text)
}
