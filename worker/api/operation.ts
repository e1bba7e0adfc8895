import type * as v from 'valibot'
import type { Capability } from '../domain/roles.ts'
import type { Role } from '../domain/terms.ts'
import type { ProblemCode } from './problem.ts'

/** The groups of operations in the document. */
export type Tag =
  | 'Session'
  | 'Contracts'
  | 'Shipments'
  | 'Rounds'
  | 'People'
  | 'Passkeys'
  | 'Requests'
  | 'API keys'
  | 'Webhooks'
  | 'Violations'
  | 'Stats'
  | 'Courier'
  | 'Recipient'
  | 'Counter'
  | 'Depot'
  | 'Payments'
  | 'Service'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** The method and path that name an operation, with `:names` in place of ids. */
export type OperationAddress = `${Method} /${string}`

type NamesIn<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Name | NamesIn<More>
    : Rest
  : never

/** The ids in an address, by their names. */
export type ParamsOf<A extends string> = { [Name in NamesIn<A>]: string }

/** A body of a request or an answer. The compiler and a test check its example against its schema. */
export interface MediaContent<S extends v.GenericSchema | undefined = v.GenericSchema | undefined> {
  type: string
  /** Undefined for bytes or text of the media type, which a JSON schema cannot describe. */
  schema?: S
  example?: unknown
}

/** One answer of an operation. */
export interface AnswerDescription<S extends v.GenericSchema | undefined = v.GenericSchema | undefined> {
  description: string
  content?: MediaContent<S>[]
}
export type Answers = Record<number, AnswerDescription>

export interface Query {
  description: string
  schema: v.GenericSchema
  example?: string
  required?: true
}
export type Queries = Record<string, Query>

/** The properties of an operation, beside its address and its answers. */
interface OperationDescription<
  B extends v.GenericSchema | undefined,
  Q extends Queries,
  N extends Answers,
  P extends ProblemCode,
> {
  tag: Tag
  summary: string
  description?: string
  /**
   * Who may call it: anyone, the phone that came through the delivery's link, or every role with the
   * capability.
   */
  by: 'anyone' | 'phone' | Capability
  /** Roles that have the capability but are told to find a second person (R9). */
  notBy?: readonly Role[]
  /**
   * The attempt that is reserved with the person before the operation begins, so that parallel calls are
   * counted (R18).
   */
  reserves?: 'pin' | 'identity'
  /** Whether it opens a socket, for which a session with a device needs a ticket (R40). */
  socket?: true
  /** Whether it asks with a body and changes nothing, so that it leaves no row in the audit. */
  asks?: true
  query?: Q
  /** Whether it answers `no-store`, whoever asks: erased personal data must not live on in a cache (R31). */
  neverKept?: true
  /** Whether it takes `cursor` and answers a page. */
  paged?: true
  /** Whether it also answers a table, for `format=csv`. */
  table?: true
  body?: MediaContent<B>
  /**
   * Where the body may hold a telephone number as people write it: a recipient with an address, or the body
   * itself. It is read before the fingerprint is taken, and the handler gets it as E.164.
   */
  phoneIn?: 'recipient' | 'body'
  /** Whether it is a write without an Idempotency-Key. */
  keyless?: true
  answers: N
  /** The problem codes beside those that follow from its rights, its form, its key and its ids. */
  problems?: readonly P[]
}

/**
 * One operation of the API. Everything about it is said here once, and everything else is made from this
 * value.
 */
export interface Operation<
  A extends OperationAddress = OperationAddress,
  B extends v.GenericSchema | undefined = v.GenericSchema | undefined,
  Q extends Queries = Queries,
  N extends Answers = Answers,
  P extends ProblemCode = ProblemCode,
> extends OperationDescription<B, Q, N, P> {
  address: A
  method: Method
  /** The path as the router takes it, with `:names`. */
  path: string
}

/** Defines the operation at an address. */
export function operation<
  const A extends OperationAddress,
  B extends v.GenericSchema | undefined = undefined,
  // biome-ignore lint/complexity/noBannedTypes: an operation without a query has no names of one.
  const Q extends Queries = {},
  N extends Answers = Answers,
  const P extends ProblemCode = never,
>(address: A, about: OperationDescription<B, Q, N, P>): Operation<A, B, Q, N, P> {
  const [method, path = ''] = address.split(' ')
  return { ...about, address, method: method as Method, path }
}

/** Returns a JSON body with its example. */
export const json = <S extends v.GenericSchema>(schema: S, example: v.InferInput<S>): MediaContent<S> => ({
  type: 'application/json',
  schema,
  example,
})

/** Returns a JSON answer with its example. */
export const answer = <S extends v.GenericSchema>(
  schema: S,
  example: v.InferOutput<S>,
  description = 'Done',
): AnswerDescription<S> => ({ description, content: [{ type: 'application/json', schema, example }] })

/** The checked body that a handler receives; null if the operation has none. */
export type BodyOf<O> =
  O extends Operation<OperationAddress, infer B, Queries, Answers>
    ? B extends v.GenericSchema
      ? v.InferOutput<B>
      : null
    : never

/** The body as a caller sends it; null if the operation has none. */
export type InputOf<O> =
  O extends Operation<OperationAddress, infer B, Queries, Answers>
    ? B extends v.GenericSchema
      ? v.InferInput<B>
      : null
    : never

/** The names of an operation's query. */
export type QueryOf<O> =
  O extends Operation<OperationAddress, v.GenericSchema | undefined, infer Q, Answers>
    ? { [Name in keyof Q & string]?: string }
    : never

/** The problem codes that an operation names itself. */
export type ProblemsOf<O> =
  O extends Operation<OperationAddress, v.GenericSchema | undefined, Queries, Answers, infer P> ? P : never

/** The answers of an operation by their status; `null` stands for an answer that is not JSON. */
export type AnswersOf<O> =
  O extends Operation<OperationAddress, v.GenericSchema | undefined, Queries, infer N>
    ? {
        [Status in keyof N]: N[Status] extends AnswerDescription<infer S>
          ? S extends v.GenericSchema
            ? v.InferOutput<S>
            : null
          : null
      }
    : never

/** Any successful answer of an operation. */
export type AnswerOf<O> = AnswersOf<O>[keyof AnswersOf<O>]
