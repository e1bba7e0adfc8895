import type { Context, Next } from 'hono'
import { matchedRoutes } from 'hono/route'
import { audited } from '../domain/roles.ts'
import { type Act, beginAct, endAct } from '../registry/audit.ts'
import type { AppEnv } from './context.ts'
import { logBug } from './log.ts'

/** Ids of ours, those of violations and events too; anything else in an address is somebody's text. */
const ID = /^[A-Za-z0-9_:-]{1,80}$/

/** What is asked with a body and changes nothing: no act, however it travels. */
export const ASKING = ['POST /api/contracts/:id/dry-run']

type Ids = Record<string, string>

/** The pattern of the route that will answer, or null where none will. */
function patternOf(c: Context<AppEnv>): string | null {
  const route = matchedRoutes(c).findLast(
    ({ method, path }) => method === c.req.method && !path.includes('*'),
  )
  return route?.path ?? null
}

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
 * Goes on with a request; a write by somebody whose acts are audited is noted first. When it cannot be noted it is
 * not done (500), so nobody can act without leaving a row. Its outcome is added before the answer leaves; failing
 * that the row stays without one.
 */
export async function noted(c: Context<AppEnv>, next: Next): Promise<void> {
  const { role, id: personId, session } = c.get('principal')
  const { method, path } = c.req
  const route = method === 'GET' || method === 'HEAD' ? null : patternOf(c)
  if (!route || ASKING.includes(`${method} ${route}`)) return next()
  if (session === null || !audited(role) || c.get('noted')) return next()
  c.set('noted', true)
  const act: Act = {
    at: Date.now(),
    id: crypto.randomUUID(),
    personId,
    method,
    route,
    ids: idsOf(route, path),
  }
  await beginAct(c.env.DB, act)
  await next()
  try {
    await endAct(c.env.DB, act, c.res.status, { ...(await idsAfter(c, act.ids)), ...c.get('about') })
  } catch (error) {
    logBug(error)
  }
}
