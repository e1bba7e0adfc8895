import type * as v from 'valibot'
import type { Capability } from '../domain/roles.ts'
import type { Role } from '../domain/terms.ts'
import type { ProblemCode } from './problem.ts'

/** The groups of the document. */
export type Tag =
  | 'Session'
  | 'Contracts'
  | 'Shipments'
  | 'Rounds'
  | 'People'
  | 'Requests'
  | 'API keys'
  | 'Webhooks'
  | 'Violations'
  | 'Stats'
  | 'Courier'
  | 'Recipient'
  | 'Counter'
  | 'Depot'
  | 'Service'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What names an operation: its method and its path, with `:names` where ids stand. */
export type Address = `${Method} /${string}`

type NamesIn<Path extends string> = Path extends `${string}:${infer Rest}`
  ? Rest extends `${infer Name}/${infer More}`
    ? Name | NamesIn<More>
    : Rest
  : never

/** The ids of an address, by their names. */
export type ParamsOf<A extends string> = { [Name in NamesIn<A>]: string }

/** A body of a request or an answer, with an example that the compiler and a test hold against its schema. */
export interface Content<S extends v.GenericSchema | undefined = v.GenericSchema | undefined> {
  type: string
  /** Undefined: bytes or text of the media type, without a form that JSON schema could say. */
  schema?: S
  example?: unknown
}

/** One answer of an operation. */
export interface Answered<S extends v.GenericSchema | undefined = v.GenericSchema | undefined> {
  description: string
  content?: Content<S>[]
}
export type Answers = Record<number, Answered>

export interface Query {
  description: string
  schema: v.GenericSchema
  example?: string
  required?: true
}
export type Queries = Record<string, Query>

/** What an operation is, beside its address and its answers. */
interface About<
  B extends v.GenericSchema | undefined,
  Q extends Queries,
  N extends Answers,
  P extends ProblemCode,
> {
  tag: Tag
  summary: string
  description?: string
  /** Who may: anyone, the phone that came by the delivery's link, or every role with the capability. */
  by: 'anyone' | 'phone' | Capability
  /** Roles that have the capability and are told to find a second person all the same (R9). */
  notBy?: readonly Role[]
  /** The attempt that is reserved with the person before the operation begins, so that parallel calls are counted (R18). */
  reserves?: 'pin' | 'identity'
  /** Asked with a body, and changes nothing: it leaves no row in the audit. */
  asks?: true
  query?: Q
  /** Answers `no-store`, whoever asks: personal data that is erased must not live on in a cache (R31). */
  neverKept?: true
  /** Takes `cursor` and answers a page. */
  paged?: true
  /** Answers a table as well, for `format=csv`. */
  table?: true
  body?: Content<B>
  /** A write without an Idempotency-Key. */
  keyless?: true
  answers: N
  /** Codes beside those that follow: of rights, of the form, of the key, of what is not there. */
  problems?: readonly P[]
}

/** One operation of the API: everything that is said of it, once. What follows from it is made from this value. */
export interface Operation<
  A extends Address = Address,
  B extends v.GenericSchema | undefined = v.GenericSchema | undefined,
  Q extends Queries = Queries,
  N extends Answers = Answers,
  P extends ProblemCode = ProblemCode,
> extends About<B, Q, N, P> {
  address: A
  method: Method
  /** As the router has it, with `:names`. */
  path: string
}

/** Says all there is to say of the operation at an address. */
export function operation<
  const A extends Address,
  B extends v.GenericSchema | undefined = undefined,
  // biome-ignore lint/complexity/noBannedTypes: an operation without a query has no names of one.
  const Q extends Queries = {},
  N extends Answers = Answers,
  const P extends ProblemCode = never,
>(address: A, about: About<B, Q, N, P>): Operation<A, B, Q, N, P> {
  const [method, path = ''] = address.split(' ')
  return { ...about, address, method: method as Method, path }
}

/** A JSON body with its example. */
export const json = <S extends v.GenericSchema>(schema: S, example: v.InferInput<S>): Content<S> => ({
  type: 'application/json',
  schema,
  example,
})

/** A JSON answer with its example. */
export const answer = <S extends v.GenericSchema>(
  schema: S,
  example: v.InferOutput<S>,
  description = 'Done',
): Answered<S> => ({ description, content: [{ type: 'application/json', schema, example }] })

/** The checked body that a handler gets; null where the operation has none. */
export type BodyOf<O> =
  O extends Operation<Address, infer B, Queries, Answers>
    ? B extends v.GenericSchema
      ? v.InferOutput<B>
      : null
    : never

/** The body as a caller gives it; null where the operation has none. */
export type InputOf<O> =
  O extends Operation<Address, infer B, Queries, Answers>
    ? B extends v.GenericSchema
      ? v.InferInput<B>
      : null
    : never

/** The names of an operation's query. */
export type QueryOf<O> =
  O extends Operation<Address, v.GenericSchema | undefined, infer Q, Answers>
    ? { [Name in keyof Q & string]?: string }
    : never

/** The problems that an operation names itself. */
export type ProblemsOf<O> =
  O extends Operation<Address, v.GenericSchema | undefined, Queries, Answers, infer P> ? P : never

/** What an operation answers, by its status; `null` stands for what is no JSON. */
export type AnswersOf<O> =
  O extends Operation<Address, v.GenericSchema | undefined, Queries, infer N>
    ? {
        [Status in keyof N]: N[Status] extends Answered<infer S>
          ? S extends v.GenericSchema
            ? v.InferOutput<S>
            : null
          : null
      }
    : never

/** Anything an operation answers that worked. */
export type AnswerOf<O> = AnswersOf<O>[keyof AnswersOf<O>]
