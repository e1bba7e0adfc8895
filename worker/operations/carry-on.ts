import type { Actor } from '../domain/roles.ts'
import type { Idempotency } from '../objects/call.ts'
import { logBug } from '../platform/log.ts'
import { answered, changeIntent, finish, giveUp, type StoredReply, unfinished } from '../registry/answers.ts'
import type { Refused, Stores, Underway } from './operation.ts'
import { type OperationName, operationOf } from './table.ts'

/** How long an operation is left to the call that began it before others may continue it. */
export const RESUME_MS = 4000
/** How many operations are continued in one run. */
const RESUMED_MAX = 50

/** The content stored with the claim of an operation. */
export interface Intent {
  operation: OperationName
  /** Tells attempts under the same key apart, so that steps which were undone are not answered as done. */
  attempt: string
  by: Actor
  given: unknown
  /** Set when the operation was refused after all and only has to be undone. */
  refused?: Refused
}

const underway = ({ attempt, by, given }: Intent, { key, print }: Idempotency): Underway<unknown> => ({
  by,
  given,
  step: (...parts) => ({ by, once: { key: [key, attempt, ...parts].join(' '), print } }),
})

async function takeBack(stores: Stores, once: Idempotency, intent: Intent): Promise<void> {
  await operationOf(intent.operation).undo?.(stores, underway(intent, once))
}

/**
 * Continues a claimed operation to its end from wherever it stopped: done, or refused and undone. Returns
 * null if somebody else finished it meanwhile. Throws on a fault; the claim then stays and is continued
 * later.
 */
export async function carryOn(
  stores: Stores,
  once: Idempotency,
  text: string,
): Promise<StoredReply | Refused | null> {
  const intent: Intent = JSON.parse(text)
  if (intent.refused) {
    await takeBack(stores, once, intent)
    await giveUp(stores.DB, once, { intent: text })
    return intent.refused
  }
  const outcome = await operationOf(intent.operation).perform(stores, underway(intent, once))
  if ('refusal' in outcome) {
    const refused: Intent = { ...intent, refused: outcome }
    const changed = JSON.stringify(refused)
    return (await changeIntent(stores.DB, once, text, changed)) ? carryOn(stores, once, changed) : null
  }
  try {
    await finish(stores.DB, once, { intent: text }, outcome.reply, outcome.statements)
    return outcome.reply
  } catch (error) {
    const now = await answered(stores.DB, once)
    if (now !== null && now !== 'reused' && 'intent' in now && now.intent === text) throw error
    // Somebody else undid the operation while this call performed it, so what this call did is undone too.
    if (now === null || now === 'reused' || 'intent' in now) await takeBack(stores, once, intent)
    return null
  }
}

/**
 * Finishes operations that were begun and left, by one person or key, or by anybody if `by` is null. Returns
 * whether any operation is still under way or could not be finished now.
 */
export async function resume(stores: Stores, now: number, by: string | null = null): Promise<boolean> {
  const found = await unfinished(stores.DB, by, RESUMED_MAX)
  let left = found.length === RESUMED_MAX
  for (const { key, print, intent, at } of found)
    try {
      if (now - at < RESUME_MS) left = true
      else await carryOn(stores, { key, print }, intent)
    } catch (error) {
      // An operation that cannot be finished now must not block the others.
      logBug(error)
      left = true
    }
  return left
}
