import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Limit } from '../config.ts'
import { type QuotaApi, quotaOf } from '../objects/quota.ts'
import type { Taken } from '../objects/window.ts'
import { logBug } from '../platform/log.ts'
import { fingerprint } from '../security/fingerprint.ts'
import type { AppEnv } from './context.ts'

/** How long a count may take before the call goes on without it. */
const PATIENCE_MS = 1000

/** Named in the headers: `"key"` of an API key, `"address"` of who comes without being known. */
export type LimitName = 'key' | 'address'

/**
 * Counts a call; null when the count cannot be had in time. Then the call is let through: limits keep a flood from
 * everybody else, and a counter that fails must not do what the flood would.
 */
export async function count(
  of: () => Pick<QuotaApi, 'take'>,
  limit: Limit,
  keyId: string | null,
  patienceMs = PATIENCE_MS,
): Promise<Taken | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs)
  })
  try {
    return await Promise.race([of().take(limit, keyId), late])
  } catch (error) {
    logBug(error)
    return null
  } finally {
    clearTimeout(timer)
  }
}

/** IETF draft-ietf-httpapi-ratelimit-headers: the policy, and what is left of it. */
export function limitHeaders(name: LimitName, { quota, seconds }: Limit, { left, reset, ok }: Taken) {
  return {
    'RateLimit-Policy': `"${name}";q=${quota};w=${seconds}`,
    RateLimit: `"${name}";r=${left};t=${reset}`,
    ...(!ok && { 'Retry-After': String(reset) }),
  }
}

/** Counts one call of an API key; false when it is one too many. */
export async function countKey(c: Context<AppEnv>, keyId: string): Promise<boolean> {
  // Two rules of rights on one route are one call all the same.
  if (c.get('limitHeaders')) return true
  const { apiKey } = c.get('config').limits
  const taken = await count(() => quotaOf(c.env.QUOTA, `key:${keyId}`), apiKey, keyId)
  if (taken) c.set('limitHeaders', limitHeaders('key', apiKey, taken))
  return taken?.ok ?? true
}

/** The network an address belongs to: itself, or the /64 that a house has of IPv6. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head.split(':').filter(Boolean)
  if (tail !== undefined) {
    const rest = tail.split(':').filter(Boolean)
    groups.push(...Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0'), ...rest)
  }
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/**
 * The address a call came from: as the platform saw it, or, behind proxies of the deployment's own, as the first of them
 * did, which is so many from the end of `X-Forwarded-For`. What stands before that is whatever the caller says.
 */
export function addressOf(headers: Headers, trustedProxies: number): string | null {
  if (trustedProxies === 0) return headers.get('cf-connecting-ip')
  const seen = headers.get('x-forwarded-for')?.split(',') ?? []
  return seen.at(-trustedProxies)?.trim() || null
}

/**
 * Counts one call of somebody unknown, by the address it came from; false when it is one too many. The address is kept
 * nowhere: the object's name is a keyed hash of it.
 */
export async function countAddress(c: Context<AppEnv>): Promise<boolean> {
  const { limits, sessionKeys, trustedProxies } = c.get('config')
  const address = addressOf(c.req.raw.headers, trustedProxies)
  if (address === null) return true
  const name = `address:${fingerprint(sessionKeys, networkOf(address))}`
  const taken = await count(() => quotaOf(c.env.QUOTA, name), limits.session, null)
  if (taken) c.set('limitHeaders', limitHeaders('address', limits.session, taken))
  return taken?.ok ?? true
}

/** Puts the headers of a limit that was counted on the answer, whatever it is. */
export const withLimits = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const headers = c.get('limitHeaders')
  if (headers && c.res.status !== 101)
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
})
