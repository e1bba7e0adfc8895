import { randomUUID } from 'node:crypto'
import type { JWK } from 'jose'
import type { StaffRole } from '../worker/domain/terms.ts'
import { type Invitation, signInvitation } from '../worker/security/tokens.ts'

// biome-ignore lint/suspicious/noExplicitAny: scripts and tests look into answers and say what they expect.
type Json = any

/** A browser's worth of HTTP for scripts and tests: keeps cookies, sends the key that every write needs. */
export class Client {
  readonly base: string
  readonly #cookies = new Map<string, string>()
  readonly #nextKey: () => string

  /** `nextKey`: the keys of its writes, one after another; absent: random ones. */
  constructor(base: string, nextKey: () => string = randomUUID) {
    this.base = base
    this.#nextKey = nextKey
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** One request. `key` repeats an earlier one; by default every write has its own. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    { key = this.#nextKey(), headers = {} }: { key?: string; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; body: Json; headers: Headers; text: string }> {
    const write = method !== 'GET' && method !== 'HEAD'
    const response = await fetch(new URL(path, this.base), {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie && { cookie: this.cookie }),
        ...(write && { 'content-type': 'application/json', 'idempotency-key': key }),
        ...headers,
      },
      ...(write && { body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) this.#cookies.set(name, value)
      else this.#cookies.delete(name)
    }
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    return { status: response.status, body: json ? JSON.parse(text) : null, headers: response.headers, text }
  }

  get = (path: string) => this.send('GET', path)
  post = (path: string, body?: unknown, key?: string) => this.send('POST', path, body, key ? { key } : {})
  put = (path: string, body?: unknown) => this.send('PUT', path, body)

  /** The body of a call that has to succeed. */
  async must(method: string, path: string, body?: unknown): Promise<Json> {
    const answer = await this.send(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.body
  }
}

const DAY_S = 24 * 3600

/**
 * An invitation as the operator makes it: signed with their own key file, without asking the Worker. The subject is
 * the point of counter staff, and whoever is invited for the other roles.
 */
export async function invitationUrl(
  publicUrl: string,
  key: JWK,
  role: StaffRole,
  /** `personId`: somebody who is known, where the subject is their point. */
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

/** A signed-in member of staff. */
export async function signIn(
  base: string,
  key: JWK,
  role: StaffRole,
  given: { subject?: string; name?: string; personId?: string } = {},
  client = new Client(base),
): Promise<Client> {
  const { token } = await invitationUrl(base, key, role, given)
  await client.must('POST', '/api/session', { token })
  return client
}
