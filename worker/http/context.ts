import type { Context as HttpContext } from 'hono'
import type { BodyOf, Operation, ParamsOf, QueryOf } from '../api/operation.ts'
import type { Config, Env } from '../config.ts'
import type { Blocked } from '../domain/courier-day.ts'
import type { Role } from '../domain/terms.ts'
import type { Idempotency, RecipientPhone } from '../objects/call.ts'
import type { Notice } from '../objects/person.ts'
import type { Picture } from '../photos/picture.ts'
import type { StaffSession } from '../security/tokens.ts'
import type { Note } from '../wire/settle-phone.ts'

/** The caller of an authenticated call. */
export interface Principal {
  role: Role
  /** The id of the person or API key. */
  id: string
  /** The contract that an API key is bound to; null means all contracts. */
  contractId: string | null
  /** The scopes of an API key; null means everything that the role may do. */
  scopes: readonly string[] | null
  session: StaffSession | null
  blocked: Blocked
  /** The day that was counted last, and its releases by identity check (R18). */
  identityChecks: { day: string; count: number }
  notices: Notice[]
  /**
   * The attempt reserved with the person's object for this call (R18); null once the shipment has settled it.
   */
  reservation: string | null
}

/** The values that middleware attaches to a request. */
export interface AppEnv {
  Bindings: Env
  Variables: {
    config: Config
    principal: Principal
    phone: RecipientPhone
    /** The id of the ticket that opens this socket; null: its session has no device. */
    ticket?: string | null
    /** What the act is about, beside the ids in its address; for the audit. */
    about?: Record<string, string>
    idempotency: Idempotency
    /** A device's act had nothing to record (R36). */
    unrecorded?: true
    /** The checked JSON body. */
    body: unknown
    /** What was taken from the body without being all that stood there. */
    notes?: readonly Note[]
    /** The checked body in canonical form, for its fingerprint. */
    canonicalBody: string
    /** The photo in this call's body, without its metadata. */
    picture: Picture
    /** Headers of the limit that this call was counted against. */
    limitHeaders?: Record<string, string>
  }
}

/** What every handler receives: who calls, under which key, and where things are kept. */
export interface Context {
  env: Env
  config: Config
  /** The caller; unset for an operation that anyone may call. */
  principal: Principal
  /** The calling phone; set for the operations of the recipient's page. */
  phone: RecipientPhone
  /** The key of a write and the fingerprint of its body. */
  idempotency: Idempotency
  /** What was taken from the body without being all that stood there. */
  notes: readonly Note[]
  /** The photo, if the body is one. */
  picture: Picture
  /** The id of a socket's ticket; null: its session has no device. */
  ticket: string | null
  /** The call itself, for cookies, sockets and bodies that are not JSON. */
  http: HttpContext<AppEnv>
  /** Continues some work after the answer. */
  later(work: Promise<unknown>): void
  /** Notes that a device's act had nothing to record, so that its number is not missing later (R36). */
  unrecorded(): void
  /** Names what the act is about, beside the ids in its address; for the audit. */
  about(names: Record<string, string>): void
}

/** What a handler receives whose path has these ids. */
export interface HandlerContext<Name extends string> extends Context {
  params: { [id in Name]: string }
}

/** What the handler of one operation receives: also its ids, its query and its checked body. */
export interface ContextOf<O extends Operation> extends Context {
  params: ParamsOf<O['address']>
  query: QueryOf<O>
  body: BodyOf<O>
}

/** Builds the context of a call, once all its guards have let it through. */
export const contextOf = (
  http: HttpContext<AppEnv>,
): Context & { params: object; query: object; body: unknown } => ({
  env: http.env,
  config: http.get('config'),
  principal: http.get('principal'),
  phone: http.get('phone'),
  idempotency: http.get('idempotency'),
  notes: http.get('notes') ?? [],
  picture: http.get('picture'),
  ticket: http.get('ticket') ?? null,
  http,
  later: (work) => http.executionCtx.waitUntil(work),
  unrecorded: () => http.set('unrecorded', true),
  about: (names) => http.set('about', names),
  params: http.req.param(),
  query: http.req.query(),
  body: http.get('body') ?? null,
})
