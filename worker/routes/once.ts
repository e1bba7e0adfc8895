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
