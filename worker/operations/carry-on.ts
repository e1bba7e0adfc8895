import type { Actor } from '../domain/roles.ts'
import type { Idempotency } from '../objects/call.ts'
import { logBug } from '../platform/log.ts'
import { answered, changeIntent, finish, giveUp, type StoredReply, unfinished } from '../registry/answers.ts'
import type { Refused, Stores, Underway } from './operation.ts'
import { type OperationName, operationOf } from './table.ts'

/** How long an operation is left to whoever began it, before somebody else goes on with it. */
export const RESUME_MS = 4000
/** As many as are gone on with at once. */
const RESUMED_MAX = 50

/** What is stored with the claim of an operation. */
export interface Intent {
  operation: OperationName
  /** Tells one attempt from another under the same key: what was undone is not answered as done. */
  attempt: string
  by: Actor
  given: unknown
  /** It was refused after all: what is left to do is to take it back. */
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
 * Goes on with a claimed operation to its end, from wherever it stopped: done, or refused and undone. Null: somebody
 * else came to its end meanwhile. Throws on a fault: the claim stays, and is gone on with later.
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
    // It was undone while this one did it: what this one did is undone as well.
    if (now === null || now === 'reused' || 'intent' in now) await takeBack(stores, once, intent)
    return null
  }
}

/**
 * Brings to their end what was begun and left: by one person or key, or by anybody. Tells whether anything is under way
 * still, or could not be finished now.
 */
export async function resume(stores: Stores, now: number, by: string | null = null): Promise<boolean> {
  const found = await unfinished(stores.DB, by, RESUMED_MAX)
  let left = found.length === RESUMED_MAX
  for (const { key, print, intent, at } of found)
    try {
      if (now - at < RESUME_MS) left = true
      else await carryOn(stores, { key, print }, intent)
    } catch (error) {
      // One that cannot be finished now must not keep the others from it.
      logBug(error)
      left = true
    }
  return left
}
