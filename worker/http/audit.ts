import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Operation } from '../api/operation.ts'
import { audited } from '../domain/roles.ts'
import { logBug } from '../platform/log.ts'
import { type AuditedAct, beginAct, endAct } from '../registry/audit.ts'
import type { AppEnv } from './context.ts'

/**
 * Matches our own ids, including those of violations and events. Anything else in an address is text that
 * somebody typed.
 */
const ID = /^[A-Za-z0-9_:-]{1,80}$/

type Ids = Record<string, string>

/** Returns the ids that fill the placeholders of a pattern. */
function idsOf(pattern: string, path: string): Ids {
  const given = path.split('/')
  return Object.fromEntries(
    pattern.split('/').flatMap((part, index) => {
      const id = given[index] ?? ''
      return part.startsWith(':') && ID.test(id) ? [[part.slice(1), id]] : []
    }),
  )
}

/** Returns the ids known after the answer: a created thing's id is added, and after a 404 none is named. */
async function idsAfter(c: Context<AppEnv>, ids: Ids): Promise<Ids> {
  if (c.res.status === 404) return {}
  if (c.res.status !== 201 || ids.id !== undefined) return ids
  // Only the id of the answer is read, because the rest may hold a secret.
  const { id } = (await c.res.clone().json()) as { id?: unknown }
  return typeof id === 'string' && ID.test(id) ? { ...ids, id } : ids
}

/**
 * Notes a write by somebody whose acts are audited, before it is done. If it cannot be noted, it is not done
 * (500), so nobody can act without leaving a row. The outcome is added before the answer is sent; if that
 * fails, the row stays without one.
 */
export const auditWrites = (operation: Operation) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { role, id: personId, session } = c.get('principal')
    if (session === null || !audited(role)) return next()
    const act: AuditedAct = {
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
