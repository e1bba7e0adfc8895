import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Limit } from '../config.ts'
import { type QuotaApi, quotaStub } from '../objects/quota.ts'
import type { QuotaResult } from '../objects/window.ts'
import { logBug } from '../platform/log.ts'
import { bodyFingerprint } from '../security/fingerprint.ts'
import type { AppEnv } from './context.ts'

/** How long a count may take; after that the call goes on without it. */
const PATIENCE_MS = 1000

/** The limit's name in the headers: `key` for an API key, `address` for an unknown caller. */
export type LimitName = 'key' | 'address'

/**
 * Counts a call. Returns null if the count cannot be had in time, and the call is then let through: limits
 * protect everybody from a flood, and a failing counter must not block calls as a flood would.
 */
export async function countCall(
  of: () => Pick<QuotaApi, 'take'>,
  limit: Limit,
  keyId: string | null,
  patienceMs = PATIENCE_MS,
): Promise<QuotaResult | null> {
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

/** Returns the headers of IETF draft-ietf-httpapi-ratelimit-headers: the policy, and what is left of it. */
export function limitHeaders(name: LimitName, { quota, seconds }: Limit, { left, reset, ok }: QuotaResult) {
  return {
    'RateLimit-Policy': `"${name}";q=${quota};w=${seconds}`,
    RateLimit: `"${name}";r=${left};t=${reset}`,
    ...(!ok && { 'Retry-After': String(reset) }),
  }
}

/** Counts one call of an API key. Returns false if it is one too many. */
export async function countKey(c: Context<AppEnv>, keyId: string): Promise<boolean> {
  // A call whose rights are checked twice on one route is counted once.
  if (c.get('limitHeaders')) return true
  const { apiKey } = c.get('config').limits
  const taken = await countCall(() => quotaStub(c.env.QUOTA, `key:${keyId}`), apiKey, keyId)
  if (taken) c.set('limitHeaders', limitHeaders('key', apiKey, taken))
  return taken?.ok ?? true
}

/** Returns the network that an address belongs to: itself for IPv4, the /64 that a household has for IPv6. */
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
 * Returns the address a call came from: as the platform saw it, or, behind proxies of the deployment's own,
 * as the first of them saw it, which is entry `trustedProxies` from the end of `X-Forwarded-For`. The entries
 * before that one can be forged by the caller.
 */
export function addressOf(headers: Headers, trustedProxies: number): string | null {
  if (trustedProxies === 0) return headers.get('cf-connecting-ip')
  const seen = headers.get('x-forwarded-for')?.split(',') ?? []
  return seen.at(-trustedProxies)?.trim() || null
}

/**
 * Counts one call of an unknown caller by its address. Returns false if it is one too many. The address is
 * stored nowhere: the object's name is a keyed hash of it.
 */
export async function countAddress(c: Context<AppEnv>): Promise<boolean> {
  const { limits, sessionKeys, trustedProxies } = c.get('config')
  const address = addressOf(c.req.raw.headers, trustedProxies)
  if (address === null) return true
  const name = `address:${bodyFingerprint(sessionKeys, networkOf(address))}`
  const taken = await countCall(() => quotaStub(c.env.QUOTA, name), limits.session, null)
  if (taken) c.set('limitHeaders', limitHeaders('address', limits.session, taken))
  return taken?.ok ?? true
}

/** Adds the headers of a counted limit to the answer, whatever the answer is. */
export const withLimits = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  const headers = c.get('limitHeaders')
  if (headers && c.res.status !== 101)
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
})
