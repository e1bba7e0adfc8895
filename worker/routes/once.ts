import type { Context } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'
import { answer, answered, type StoredReply } from '../registry/answers.ts'
import type { Idempotency } from '../shipment/api.ts'

/** What a write to the registry does: statements and reply, or a response that changes nothing. */
export type Effect = { reply: StoredReply; statements: D1PreparedStatement[] } | Response

/**
 * One effect a key: replays the stored reply, refuses the key with another body, else stores
 * effect and reply in one batch. `reveal` adds to the response what is shown but stored nowhere.
 */
export function once(c: Context<AppEnv>, effect: () => Promise<Effect>, reveal?: Reveal): Promise<Response> {
  return onceFor(c, c.get('once'), effect, reveal)
}

type Reveal = (body: object) => object | Promise<object>

/** The same under a key that is not the request's own header. */
export async function onceFor(
  c: Context<AppEnv>,
  key: Idempotency,
  effect: () => Promise<Effect>,
  reveal: Reveal = (body) => body,
): Promise<Response> {
  let reply = await answered(c.env.DB, key)
  if (!reply) {
    const made = await effect()
    if (made instanceof Response) return made
    reply = await answer(c.env.DB, key, made.reply, made.statements)
  }
  if (reply === 'reused') return problem(c, 'key-reused')
  return c.json(await reveal(reply.body as object), reply.status as 200)
}

/** How often a write is judged anew when somebody else was faster. */
const TRIES = 8

/**
 * For an effect whose statements hold only if nothing changed since it was judged: they fail as a whole then, and it is
 * judged anew, by which time what came first says why not. A fault of another kind comes out in the end.
 */
export async function onceContended(
  c: Context<AppEnv>,
  effect: () => Promise<Effect>,
  key: Idempotency = c.get('once'),
): Promise<Response> {
  for (let tries = 1; ; tries++) {
    try {
      return await onceFor(c, key, effect)
    } catch (error) {
      if (tries === TRIES) throw error
    }
  }
}
