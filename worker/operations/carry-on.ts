import type { Actor } from '../domain/roles.ts'
import type { Idempotency } from '../objects/call.ts'
import { logBug } from '../platform/log.ts'
import {
  changeIntent,
  findAnswer,
  finishKey,
  releaseKey,
  type StoredReply,
  unfinishedKeys,
} from '../registry/answers.ts'
import type { RefusedOperation, Stores, Underway } from './operation.ts'
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
  refused?: RefusedOperation
}

const underway = ({ attempt, by, given }: Intent, { key, fingerprint }: Idempotency): Underway<unknown> => ({
  by,
  given,
  step: (...parts) => ({ by, idempotency: { key: [key, attempt, ...parts].join(' '), fingerprint } }),
})

async function undo(stores: Stores, idempotency: Idempotency, intent: Intent): Promise<void> {
  await operationOf(intent.operation).undo?.(stores, underway(intent, idempotency))
}

/**
 * Continues a claimed operation to its end from wherever it stopped: done, or refused and undone. Returns
 * null if somebody else finished it meanwhile. Throws on a fault; the claim then stays and is continued
 * later.
 */
export async function carryOn(
  stores: Stores,
  idempotency: Idempotency,
  text: string,
): Promise<StoredReply | RefusedOperation | null> {
  const intent: Intent = JSON.parse(text)
  if (intent.refused) {
    await undo(stores, idempotency, intent)
    await releaseKey(stores.DB, idempotency, { intent: text })
    return intent.refused
  }
  const outcome = await operationOf(intent.operation).perform(stores, underway(intent, idempotency))
  if ('refusal' in outcome) {
    const refused: Intent = { ...intent, refused: outcome }
    const changed = JSON.stringify(refused)
    return (await changeIntent(stores.DB, idempotency, text, changed))
      ? carryOn(stores, idempotency, changed)
      : null
  }
  try {
    await finishKey(stores.DB, idempotency, { intent: text }, outcome.reply, outcome.statements)
    return outcome.reply
  } catch (error) {
    const now = await findAnswer(stores.DB, idempotency)
    if (now !== null && now !== 'reused' && 'intent' in now && now.intent === text) throw error
    // Somebody else undid the operation while this call performed it, so what this call did is undone too.
    if (now === null || now === 'reused' || 'intent' in now) await undo(stores, idempotency, intent)
    return null
  }
}

/**
 * Finishes operations that were begun and left, by one person or key, or by anybody if `by` is null. Returns
 * whether any operation is still under way or could not be finished now.
 */
export async function resume(stores: Stores, now: number, by: string | null = null): Promise<boolean> {
  const found = await unfinishedKeys(stores.DB, by, RESUMED_MAX)
  let left = found.length === RESUMED_MAX
  for (const { key, fingerprint, intent, at } of found)
    try {
      if (now - at < RESUME_MS) left = true
      else await carryOn(stores, { key, fingerprint }, intent)
    } catch (error) {
      // An operation that cannot be finished now must not block the others.
      logBug(error)
      left = true
    }
  return left
}
