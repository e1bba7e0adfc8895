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
import { begin, type Planned } from '../../operations/begin.ts'
import { carryOn } from '../../operations/carry-on.ts'
import type { OperationName } from '../../operations/table.ts'
import { answer, answered, claim, finish, giveUp, type StoredReply } from '../../registry/answers.ts'

/** What a write to the registry does: statements and reply, or a refusal that changes nothing. */
export type Effect = { reply: StoredReply; statements: D1PreparedStatement[] } | Refused

/** An operation that is to be begun, or a refusal that changes nothing. */
export type Plan<Name extends OperationName> = Planned<Name> | Refused

interface Options {
  /** Adds to the answer what is shown but stored nowhere. */
  reveal?: (body: object) => object | Promise<object>
  /** Who asks, and under which key; absent: as the request says. */
  call?: Call
}

/** What became of a write: its reply, which others may have brought about, or why not. */
type Written = Promise<Decided | Refused>

/** How often a write is judged anew when somebody else was faster. */
const TRIES = 8

/**
 * One effect a key. Replays the stored reply, goes on with what was begun under it, refuses the key with another body;
 * else does what is decided now. Statements that hold only if nothing changed since they were judged fail as a whole,
 * and are judged anew, by which time what came first says why not; a fault of another kind comes out in the end.
 */
async function keyed(
  c: Context,
  { reveal = (body) => body, call = callOf(c) }: Options,
  first: (call: Call, begun: boolean) => Promise<StoredReply | Refused | null>,
): Written {
  const { once } = call
  for (let tries = 1; ; tries++)
    try {
      const known = await answered(c.env.DB, once)
      if (known === 'reused') return refuse('key-reused')
      const done =
        known !== null && 'status' in known
          ? known
          : known?.intent
            ? await carryOn(c.env, once, known.intent)
            : await first(call, known !== null)
      if (done !== null && isRefused(done)) return done
      if (done !== null) return reply(done.status, await reveal(done.body as object)) as Decided
      if (tries === TRIES) throw new Error('a write was never the first')
    } catch (error) {
      if (tries === TRIES) throw error
    }
}

/** A write to the registry alone: effect and reply are one batch. */
export const once = (c: Context, effect: () => Promise<Effect>, options: Options = {}): Written =>
  keyed(c, options, async ({ once }) => {
    const made = await effect()
    if (isRefused(made)) return made
    const stored = await answer(c.env.DB, once, made.reply, made.statements)
    return stored === 'reused' ? refuse('key-reused') : 'intent' in stored ? null : stored
  })

/** A write whose steps lie in several stores: claimed before the first of them, and finished by whoever finds it. */
export const operate = <Name extends OperationName>(
  c: Context,
  plan: () => Promise<Plan<Name>>,
  options: Options = {},
): Written =>
  keyed(c, options, async (call) => {
    const planned = await plan()
    return isRefused(planned) ? planned : begin(c.env, call, planned)
  })

/** What a write did whose object answers the same again: nothing of its reply needs to be stored. */
export interface AnsweredAgain {
  again: Answer
}

/**
 * A write that its own repetition brings to its end: what it does is known again by its content, and holds personal data
 * that nobody keeps to go on with. Its key is claimed first, so that the same key with another body does nothing. What
 * its object answers again is not stored; another reply is.
 */
export const repeatable = (
  c: Context,
  effect: () => Promise<StoredReply | AnsweredAgain | Refused>,
  options: Options = {},
): Written =>
  keyed(c, options, async ({ once }, begun) => {
    if (!begun) await claim(c.env.DB, once, { intent: null })
    const done = await effect()
    // What is refused has no effect: its key may come again with what was put right.
    if (isRefused(done)) {
      if (!begun) await giveUp(c.env.DB, once, { intent: null })
      return done
    }
    if ('again' in done) return done.again
    await finish(c.env.DB, once, { intent: null }, done)
    return done
  })
