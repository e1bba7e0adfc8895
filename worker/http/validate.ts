import { Buffer } from 'node:buffer'
import canonicalize from 'canonicalize'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as v from 'valibot'
import type { Operation } from '../api/operation.ts'
import { numbering } from '../numbering.ts'
import { bodyFingerprint } from '../security/fingerprint.ts'
import { errorsOf } from '../wire/errors.ts'
import { type Settled, settlePhone, settleRecipient } from '../wire/settle-phone.ts'
import type { AppEnv } from './context.ts'
import { problem } from './problem.ts'

/** Leaves room for a drawn signature; everything else is far smaller. */
const BODY_MAX_BYTES = 256 * 1024
const KEY = /^[\x21-\x7e]{16,64}$/

/** Why a body could not be read: it is larger than allowed, or the connection broke off before its end. */
export type UnreadBody = 'too-large' | 'broken-off'

const readBefore = new WeakMap<Request, Promise<Uint8Array | UnreadBody>>()

/**
 * Reads the bytes of a body, up to the allowed size. A client that hangs up causes a refusal, not an error in
 * our log. A body can be read again: what a device signed is checked before anything else looks at it.
 */
export async function readBytes(request: Request, max: number): Promise<Uint8Array | UnreadBody> {
  if (Number(request.headers.get('content-length') ?? 0) > max) return 'too-large'
  const reading = readBefore.get(request) ?? readOnce(request, max)
  readBefore.set(request, reading)
  const bytes = await reading
  return typeof bytes !== 'string' && bytes.byteLength > max ? 'too-large' : bytes
}

async function readOnce(request: Request, max: number): Promise<Uint8Array | UnreadBody> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of request.body ?? []) {
      size += part.byteLength
      if (size > max) return 'too-large'
      parts.push(part)
    }
  } catch {
    return 'broken-off'
  }
  return Buffer.concat(parts)
}

/**
 * Returns whether a JSON text names a field twice. Programs that read the first and those that read the last
 * would then see different requests.
 */
function namesTwice(text: string, parsed: unknown): boolean {
  // The pattern matches every string of a valid JSON text as a whole; one before a colon is a name.
  const names = [...text.matchAll(/"(?:[^"\\]|\\.)*"\s*(:?)/g)].filter(([, colon]) => colon === ':').length
  const countIn = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? Object.values(value).reduce((sum: number, inner) => sum + countIn(inner), 0) +
        (Array.isArray(value) ? 0 : Object.keys(value).length)
      : 0
  return names !== countIn(parsed)
}

/**
 * Returns the path of a value that has no canonical form, or null. A number too large for JSON and half a
 * surrogate pair both pass JSON.parse, but neither can be fingerprinted or hashed into the chain.
 */
function notCanonical(value: unknown, path: string[] = []): string | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : path.join('.')
  if (typeof value === 'number') return Number.isFinite(value) ? null : path.join('.')
  if (value === null || typeof value !== 'object') return null
  for (const [name, inner] of Object.entries(value)) {
    const found = notCanonical(inner, [...path, name])
    if (found !== null) return found
  }
  return null
}

/** Reads the telephone number in a checked body; without one the body stays as it is. */
async function withPhone(
  checked: unknown,
  phoneIn: NonNullable<Operation['phoneIn']>,
): Promise<Settled<unknown>> {
  const { readPhone } = await numbering()
  return phoneIn === 'recipient'
    ? settleRecipient(checked as Parameters<typeof settleRecipient>[0], readPhone)
    : settlePhone(checked as { phone?: string }, {}, 'phone', readPhone)
}

/** Reads and checks a JSON body. Malformed, unknown or wrong fields give 400 with their names. */
export const body = (schema: v.GenericSchema, phoneIn?: Operation['phoneIn']) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
    if (type !== 'application/json') return problem(c, 'unsupported-media-type')
    const bytes = await readBytes(c.req.raw, BODY_MAX_BYTES)
    if (bytes === 'too-large') return problem(c, bytes)
    if (bytes === 'broken-off') return problem(c, 'bad-request', [{ field: '', code: bytes }])
    const text = new TextDecoder().decode(bytes)
    let json: unknown
    try {
      json = JSON.parse(text)
    } catch {
      return problem(c, 'bad-request', [{ field: '', code: 'json' }])
    }
    if (namesTwice(text, json)) return problem(c, 'bad-request', [{ field: '', code: 'duplicate-field' }])
    // An array would pass as an object without required fields.
    if (Array.isArray(json)) return problem(c, 'bad-request', [{ field: '', code: 'strict-object' }])
    const result = v.safeParse(schema, json)
    if (!result.success) return problem(c, 'bad-request', errorsOf(result.issues))
    const unfit = notCanonical(result.output)
    if (unfit !== null) return problem(c, 'bad-request', [{ field: unfit, code: 'not-canonical' }])
    const settled = phoneIn ? await withPhone(result.output, phoneIn) : null
    if (settled && !settled.ok) return problem(c, 'bad-request', [settled.error])
    const taken = settled?.value ?? result.output
    c.set('body', taken)
    c.set('notes', settled?.notes ?? [])
    c.set('canonicalBody', canonicalize(taken) ?? '')
    await next()
  })

/** Returns the call's `Idempotency-Key`, or null if there is none of the right form. */
export function idempotencyKey(c: Context<AppEnv>): string | null {
  const key = c.req.header('idempotency-key')
  return key && KEY.test(key) ? key : null
}

/**
 * Requires an `Idempotency-Key`, scoped to principal and address, with a keyed fingerprint of the checked
 * body. It must run after `body` and after the middleware that sets the principal or the phone.
 */
export const idempotent = createMiddleware<AppEnv>(async (c, next) => {
  const key = idempotencyKey(c)
  if (key === null) return problem(c, 'missing-key', [{ field: 'Idempotency-Key', code: 'required' }])
  const principal = c.get('principal')
  // Who pays at a door is nobody in particular; the body says whose payment it is.
  const phone = c.get('phone') as { session: string } | undefined
  const who = principal ? `${principal.role}:${principal.id}` : `phone:${phone?.session ?? ''}`
  const fingerprint = bodyFingerprint(c.get('config').sessionKeys, c.get('canonicalBody'))
  // A query can say what a call is about, so the same key with another query is another call.
  const { search } = new URL(c.req.url)
  c.set('idempotency', { key: `${who} ${c.req.method} ${c.req.path}${search} ${key}`, fingerprint })
  await next()
})
