import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Operation } from '../api/operation.ts'
import { audited } from '../domain/roles.ts'
import { logBug } from '../platform/log.ts'
import { type Act, beginAct, endAct } from '../registry/audit.ts'
import type { AppEnv } from './context.ts'

/** Ids of ours, those of violations and events too; anything else in an address is somebody's text. */
const ID = /^[A-Za-z0-9_:-]{1,80}$/

type Ids = Record<string, string>

/** What stands in the place holders of a pattern. */
function idsOf(pattern: string, path: string): Ids {
  const given = path.split('/')
  return Object.fromEntries(
    pattern.split('/').flatMap((part, index) => {
      const id = given[index] ?? ''
      return part.startsWith(':') && ID.test(id) ? [[part.slice(1), id]] : []
    }),
  )
}

/** The ids as they are known after the answer: what was made gets its id, what does not exist is not named. */
async function idsAfter(c: Context<AppEnv>, ids: Ids): Promise<Ids> {
  if (c.res.status === 404) return {}
  if (c.res.status !== 201 || ids.id !== undefined) return ids
  // Of the answer the id alone is looked at: it may show a secret.
  const { id } = (await c.res.clone().json()) as { id?: unknown }
  return typeof id === 'string' && ID.test(id) ? { ...ids, id } : ids
}

/**
 * Notes a write by somebody whose acts are audited, before it is done. When it cannot be noted it is
 * not done (500), so nobody can act without leaving a row. Its outcome is added before the answer leaves; failing
 * that the row stays without one.
 */
export const noted = (operation: Operation) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { role, id: personId, session } = c.get('principal')
    if (session === null || !audited(role)) return next()
    const act: Act = {
      at: Date.now(),
      id: crypto.randomUUID(),
      personId,
      method: operation.method,
      route: operation.path,
      ids: idsOf(operation.path, c.req.path),
    }
    await beginAct(c.env.DB, act)
    await next()
    try {
      await endAct(c.env.DB, act, c.res.status, { ...(await idsAfter(c, act.ids)), ...c.get('about') })
    } catch (error) {
      logBug(error)
    }
  })
