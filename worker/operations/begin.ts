import type { Call } from '../objects/call.ts'
import { personOf } from '../objects/person.ts'
import { claim, type StoredReply } from '../registry/answers.ts'
import { carryOn, type Intent } from './carry-on.ts'
import type { Refused, Stores } from './operation.ts'
import type { GivenOf, OperationName } from './table.ts'

/** An operation as it was decided: what it is given, and what of it lies in the registry and comes with its claim. */
export interface Planned<Name extends OperationName> {
  operation: Name
  given: GivenOf<Name>
  statements?: D1PreparedStatement[]
}

/**
 * Claims the key of a call with what is planned, and does it. Throws where the key was claimed before, or a statement
 * fails: then nothing was done. Null: somebody else came to its end meanwhile, which is found under the key.
 */
export async function begin<Name extends OperationName>(
  stores: Stores,
  { by, once }: Call,
  { operation, given, statements }: Planned<Name>,
): Promise<StoredReply | Refused | null> {
  const intent: Intent = { operation, attempt: crypto.randomUUID(), by, given }
  const text = JSON.stringify(intent)
  // Set before the claim: from then on somebody comes back to it, whatever becomes of this call.
  await personOf(stores.PERSON, by.id).comeBack()
  await claim(stores.DB, once, { intent: text }, statements)
  return carryOn(stores, once, text)
}
