import type { Context as HttpContext } from 'hono'
import type { BodyOf, Operation, ParamsOf, QueryOf } from '../api/operation.ts'
import type { Config, Env } from '../config.ts'
import type { Blocked } from '../domain/courier-day.ts'
import type { Role } from '../domain/terms.ts'
import type { Idempotency, Phone } from '../objects/call.ts'
import type { Notice } from '../objects/person.ts'
import type { Picture } from '../photos/picture.ts'
import type { StaffSession } from '../security/tokens.ts'

/** Who makes an authenticated call. */
export interface Principal {
  role: Role
  /** Person or API key. */
  id: string
  /** The contract an API key is bound to; null: all. */
  contractId: string | null
  /** What an API key was made for; null: all that the role may. */
  scopes: readonly string[] | null
  session: StaffSession | null
  blocked: Blocked
  notices: Notice[]
  /** The attempt that was reserved with the person for this call (R18); null once the shipment settled it. */
  reservation: string | null
}

/** What middleware puts beside a request. */
export interface AppEnv {
  Bindings: Env
  Variables: {
    config: Config
    principal: Principal
    phone: Phone
    /** What an act is about beside the ids of its address, for the audit. */
    about?: Record<string, string>
    once: Idempotency
    /** The checked JSON body. */
    body: unknown
    /** The checked body in canonical form, for its fingerprint. */
    canonicalBody: string
    /** The photo that is the body of this call, without its metadata. */
    picture: Picture
    /** Headers of the limit this call was counted against. */
    limitHeaders?: Record<string, string>
  }
}

/** What every handler gets: who calls, under which key, and where things are kept. */
export interface Context {
  env: Env
  config: Config
  /** Who calls; of an operation that anyone may call there is nobody. */
  principal: Principal
  /** The phone that calls, where the recipient's page does. */
  phone: Phone
  /** Of a write: its key, and the fingerprint of its body. */
  once: Idempotency
  /** The photo that is the body, where it is one. */
  picture: Picture
  /** The call itself, for cookies, sockets and what is no JSON. */
  http: HttpContext<AppEnv>
  /** Goes on with something after the answer. */
  later(work: Promise<unknown>): void
  /** Names what the act is about beside the ids of its address, for the audit. */
  about(names: Record<string, string>): void
}

/** What a handler gets whose path has these ids. */
export interface At<Name extends string> extends Context {
  params: { [id in Name]: string }
}

/** What the handler of one operation gets: its ids, its query and its checked body besides. */
export interface ContextOf<O extends Operation> extends Context {
  params: ParamsOf<O['address']>
  query: QueryOf<O>
  body: BodyOf<O>
}

/** A call as its handler gets it, once everything in front of the handler has let it through. */
export const contextOf = (
  http: HttpContext<AppEnv>,
): Context & { params: object; query: object; body: unknown } => ({
  env: http.env,
  config: http.get('config'),
  principal: http.get('principal'),
  phone: http.get('phone'),
  once: http.get('once'),
  picture: http.get('picture'),
  http,
  later: (work) => http.executionCtx.waitUntil(work),
  about: (names) => http.set('about', names),
  params: http.req.param(),
  query: http.req.query(),
  body: http.get('body') ?? null,
})
