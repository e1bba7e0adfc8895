import type { Context } from '../../http/context.ts'
import {
  type Answer,
  callOf,
  type Decided,
  isRefused,
  type Refused,
  refuse,
  reply,
} from '../../http/reply.ts'
import type { Call } from '../../objects/call.ts'
import { begin, type PlannedOperation } from '../../operations/begin.ts'
import { carryOn } from '../../operations/carry-on.ts'
import type { OperationName } from '../../operations/table.ts'
import {
  claimKey,
  findAnswer,
  finishKey,
  releaseKey,
  type StoredReply,
  storeAnswer,
} from '../../registry/answers.ts'

/** The effect of a write to the registry: statements and a reply, or a refusal that changes nothing. */
export type Effect = { reply: StoredReply; statements: D1PreparedStatement[] } | Refused

/** An operation to begin, or a refusal that changes nothing. */
export type OperationPlan<Name extends OperationName> = PlannedOperation<Name> | Refused

interface WriteOptions {
  /** Adds to the answer what is shown but never stored. */
  reveal?: (body: object) => object | Promise<object>
  /** Who asks, and under which key. By default both come from the request. */
  call?: Call
}

/** The result of a write: its reply, which an earlier call may have produced, or a refusal. */
type WriteResult = Promise<Decided | Refused>

/** How often a write is judged again because somebody else was faster. */
const TRIES = 8

/**
 * Applies one effect per key. Replays a stored reply, continues an operation that was begun under the key,
 * and refuses the key with another body; otherwise runs `first`. Statements that require an unchanged state
 * fail as a whole if it has changed, and the write is then judged again on the new state. An error that
 * persists is thrown after the last try.
 */
async function withIdempotency(
  c: Context,
  { reveal = (body) => body, call = callOf(c) }: WriteOptions,
  first: (call: Call, begun: boolean) => Promise<StoredReply | Refused | null>,
): WriteResult {
  const { idempotency } = call
  for (let tries = 1; ; tries++)
    try {
      const known = await findAnswer(c.env.DB, idempotency)
      if (known === 'reused') return refuse('key-reused')
      const done =
        known !== null && 'status' in known
          ? known
          : known?.intent
            ? await carryOn(c.env, idempotency, known.intent)
            : await first(call, known !== null)
      if (done !== null && isRefused(done)) return done
      if (done !== null) return reply(done.status, await reveal(done.body as object)) as Decided
      if (tries === TRIES) throw new Error('a write was never the first')
    } catch (error) {
      if (tries === TRIES) throw error
    }
}

/** Runs a write to the registry alone: its effect and its reply are stored in one batch. */
export const writeToRegistry = (
  c: Context,
  effect: () => Promise<Effect>,
  options: WriteOptions = {},
): WriteResult =>
  withIdempotency(c, options, async ({ idempotency }) => {
    const made = await effect()
    if (isRefused(made)) return made
    const stored = await storeAnswer(c.env.DB, idempotency, made.reply, made.statements)
    return stored === 'reused' ? refuse('key-reused') : 'intent' in stored ? null : stored
  })

/**
 * Runs a write whose steps lie in several stores. It is claimed before the first step, and whoever finds it
 * unfinished finishes it.
 */
export const runOperation = <Name extends OperationName>(
  c: Context,
  plan: () => Promise<OperationPlan<Name>>,
  options: WriteOptions = {},
): WriteResult =>
  withIdempotency(c, options, async (call) => {
    const planned = await plan()
    return isRefused(planned) ? planned : begin(c.env, call, planned)
  })

/**
 * The reply of a write whose object gives the same answer again, so that nothing of it needs to be stored.
 */
export interface AnsweredAgain {
  again: Answer
}

/**
 * Runs a write that is completed by repeating it: its effect is recognised by its content, and it holds
 * personal data that nobody stores in order to continue it. The key is claimed first, so that the same key
 * with another body does nothing. A reply that the object gives again is not stored; any other is.
 */
export const runRepeatable = (
  c: Context,
  effect: () => Promise<StoredReply | AnsweredAgain | Refused>,
  options: WriteOptions = {},
): WriteResult =>
  withIdempotency(c, options, async ({ idempotency }, begun) => {
    if (!begun) await claimKey(c.env.DB, idempotency, { intent: null })
    const done = await effect()
    // A refused call had no effect, so its key may be used again with a corrected body.
    if (isRefused(done)) {
      if (!begun) await releaseKey(c.env.DB, idempotency, { intent: null })
      return done
    }
    if ('again' in done) return done.again
    await finishKey(c.env.DB, idempotency, { intent: null }, done)
    return done
  })
