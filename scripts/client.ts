import { randomUUID } from 'node:crypto'
import type { JWK } from 'jose'
import type { StaffRole } from '../worker/domain/terms.ts'
import { type Invitation, signInvitation } from '../worker/security/tokens.ts'
import type { Device } from './device.ts'

// biome-ignore lint/suspicious/noExplicitAny: scripts and tests look into answers and say what they expect.
type Json = any

/**
 * A small HTTP client for scripts and tests. It keeps cookies and sends an idempotency key with every write.
 */
export class Client {
  readonly base: string
  readonly #cookies = new Map<string, string>()
  readonly #maxAges = new Map<string, number>()
  readonly #nextKey: () => string
  /** The device that signs every call; undefined: none does. */
  device: Device | undefined

  /** `nextKey` returns the keys of the writes, one after another. By default the keys are random. */
  constructor(base: string, nextKey: () => string = randomUUID) {
    this.base = base
    this.#nextKey = nextKey
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** How long a cookie lives, in seconds, as its last answer said. */
  maxAge = (name: string): number => this.#maxAges.get(`__Host-${name}`) ?? Number.NaN

  /** Returns a client with the same cookies, as somebody has who copied them. */
  copy(): Client {
    const copy = new Client(this.base)
    for (const [name, value] of this.#cookies) copy.#cookies.set(name, value)
    return copy
  }

  /** Sends one request. Pass `key` to repeat an earlier write; by default every write gets its own key. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    { key = this.#nextKey(), headers = {} }: { key?: string; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; body: Json; headers: Headers; text: string }> {
    const write = method !== 'GET' && method !== 'HEAD'
    const text = write ? (typeof body === 'string' ? body : JSON.stringify(body ?? {})) : undefined
    const url = new URL(path, this.base)
    const act = headers['sesame-act']
    const dpop = this.device?.proof(method, url.pathname + url.search, {
      ...(write && { key }),
      ...{ body: text, act },
    })
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie && { cookie: this.cookie }),
        ...(write && { 'content-type': 'application/json', 'idempotency-key': key }),
        ...(dpop && { dpop }),
        ...headers,
      },
      ...(text !== undefined && { body: text }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.#maxAges.set(name, Number(/Max-Age=(\d+)/i.exec(line)?.[1]))
      if (value) this.#cookies.set(name, value)
      else this.#cookies.delete(name)
    }
    const answer = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    const { status } = response
    return { status, body: json ? JSON.parse(answer) : null, headers: response.headers, text: answer }
  }

  get = (path: string) => this.send('GET', path)
  post = (path: string, body?: unknown, key?: string) => this.send('POST', path, body, key ? { key } : {})
  put = (path: string, body?: unknown) => this.send('PUT', path, body)

  /** Sends a request that has to succeed and returns its body. It throws on any status from 300 on. */
  async must(method: string, path: string, body?: unknown): Promise<Json> {
    const answer = await this.send(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.body
  }
}

const DAY_S = 24 * 3600

/**
 * Makes an invitation as the operator does: it is signed with the operator's key file, without asking the
 * Worker. The subject is the point for counter staff, and the invited person for the other roles.
 */
export async function invitationUrl(
  publicUrl: string,
  key: JWK,
  role: StaffRole,
  /** `personId` names a known person where the subject is the point. */
  given: { subject?: string; name?: string; personId?: string } = {},
): Promise<{ url: string; token: string; invitation: Invitation }> {
  const point = role === 'counter' ? given.subject : undefined
  const invitation: Invitation = {
    jti: randomUUID(),
    role,
    personId: given.personId ?? (point ? undefined : given.subject) ?? randomUUID(),
    name: given.name ?? role,
    invitedBy: 'operator',
    issuedAt: Date.now(),
    exp: Math.floor(Date.now() / 1000) + DAY_S,
    ...(point && { pointId: point }),
  }
  const token = await signInvitation(key, invitation)
  return { url: `${publicUrl}/app/#${token}`, token, invitation }
}

/** Returns the client of a member of staff who has just signed in, on its device if it has one. */
export async function signIn(
  base: string,
  key: JWK,
  role: StaffRole,
  given: { subject?: string; name?: string; personId?: string } = {},
  client = new Client(base),
): Promise<Client> {
  const { token } = await invitationUrl(base, key, role, given)
  await client.must('POST', '/api/session', { token, ...(client.device && { device: client.device.given }) })
  return client
}
