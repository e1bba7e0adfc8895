import type { Context } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'
import { callOf } from '../http/respond.ts'
import { begin, type Planned } from '../operations/begin.ts'
import { carryOn } from '../operations/carry-on.ts'
import type { Refused } from '../operations/operation.ts'
import type { OperationName } from '../operations/table.ts'
import { answer, answered, claim, finish, giveUp, type StoredReply } from '../registry/answers.ts'
import type { Call } from '../shipment/call.ts'

/** What a write to the registry does: statements and reply, or a response that changes nothing. */
export type Effect = { reply: StoredReply; statements: D1PreparedStatement[] } | Response

/** An operation that is to be begun, or a response that changes nothing. */
export type Plan<Name extends OperationName> = Planned<Name> | Response

interface Options {
  /** Adds to the response what is shown but stored nowhere. */
  reveal?: (body: object) => object | Promise<object>
  /** Who asks, and under which key; absent: as the request says. */
  call?: Call
}

/** How often a write is judged anew when somebody else was faster. */
const TRIES = 8

/**
 * One effect a key. Replays the stored reply, goes on with what was begun under it, refuses the key with another body;
 * else does what is decided now. Statements that hold only if nothing changed since they were judged fail as a whole,
 * and are judged anew, by which time what came first says why not; a fault of another kind comes out in the end.
 */
async function keyed(
  c: Context<AppEnv>,
  { reveal = (body) => body, call = callOf(c) }: Options,
  first: (call: Call, begun: boolean) => Promise<Response | StoredReply | null>,
): Promise<Response> {
  const { once } = call
  for (let tries = 1; ; tries++)
    try {
      const known = await answered(c.env.DB, once)
      if (known === 'reused') return problem(c, 'key-reused')
      const reply =
        known !== null && 'status' in known
          ? known
          : known?.intent
            ? settled(c, await carryOn(c.env, once, known.intent))
            : await first(call, known !== null)
      if (reply instanceof Response) return reply
      if (reply !== null) return c.json(await reveal(reply.body as object), reply.status as 200)
      if (tries === TRIES) throw new Error('a write was never the first')
    } catch (error) {
      if (tries === TRIES) throw error
    }
}

/** What became of an operation, as the response where it was refused. */
const settled = (c: Context<AppEnv>, done: StoredReply | Refused | null): Response | StoredReply | null =>
  done !== null && 'refusal' in done ? problem(c, done.refusal, done.errors) : done

/** A write to the registry alone: effect and reply are one batch. */
export const once = (c: Context<AppEnv>, effect: () => Promise<Effect>, options: Options = {}) =>
  keyed(c, options, async ({ once }) => {
    const made = await effect()
    if (made instanceof Response) return made
    const reply = await answer(c.env.DB, once, made.reply, made.statements)
    return reply === 'reused' ? problem(c, 'key-reused') : 'intent' in reply ? null : reply
  })

/** A write whose steps lie in several stores: claimed before the first of them, and finished by whoever finds it. */
export const operate = <Name extends OperationName>(
  c: Context<AppEnv>,
  plan: () => Promise<Plan<Name>>,
  options: Options = {},
) =>
  keyed(c, options, async (call) => {
    const planned = await plan()
    return planned instanceof Response ? planned : settled(c, await begin(c.env, call, planned))
  })

/**
 * A write that its own repetition brings to its end: what it does is known again by its content, and holds personal data
 * that nobody keeps to go on with. Its key is claimed first, so that the same key with another body does nothing. A
 * response stands for what its object answers again; a reply is stored.
 */
export const repeatable = (
  c: Context<AppEnv>,
  effect: () => Promise<StoredReply | Response>,
  options: Options = {},
) =>
  keyed(c, options, async ({ once }, begun) => {
    if (!begun) await claim(c.env.DB, once, { intent: null })
    const done = await effect()
    if (!(done instanceof Response)) await finish(c.env.DB, once, { intent: null }, done)
    // What is refused has no effect: its key may come again with what was put right.
    else if (!done.ok && !begun) await giveUp(c.env.DB, once, { intent: null })
    return done
  })
