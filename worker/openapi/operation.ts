import type * as v from 'valibot'
import type { Capability } from '../domain/roles.ts'
import type { ProblemCode } from '../wire/problem.ts'

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

/** A body of a request or an answer, with an example that the compiler and a test hold against its schema. */
export interface Content {
  type: string
  /** Absent: bytes or text of the media type, without a form that JSON schema could say. */
  schema?: v.GenericSchema
  example?: unknown
}

export interface Answered {
  description: string
  content?: Content[]
}

export interface Query {
  description: string
  schema: v.GenericSchema
  example?: string
  required?: true
}

/** One route as the document tells it; what follows from who may call it and what it takes is added there. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** As the app has it, with `:names`. */
  path: string
  tag: Tag
  summary: string
  description?: string
  /** Who may: anyone, the phone that came by the delivery's link, or every role with the capability. */
  by: 'anyone' | 'phone' | Capability
  query?: Record<string, Query>
  /** Answers `no-store`, whoever asks. */
  neverKept?: true
  /** Takes `cursor` and answers a page. */
  paged?: true
  /** Answers a table as well, for `format=csv`. */
  table?: true
  body?: Content
  /** A write without an Idempotency-Key. */
  keyless?: true
  answers: Record<number, Answered>
  /** Codes beside those that follow: of rights, of the form, of the key, of what is not there. */
  problems?: readonly ProblemCode[]
}

/** A JSON body with its example. */
export const json = <S extends v.GenericSchema>(schema: S, example: v.InferInput<S>): Content => ({
  type: 'application/json',
  schema,
  example,
})

/** A JSON answer with its example. */
export const answer = <S extends v.GenericSchema>(
  schema: S,
  example: v.InferOutput<S>,
  description = 'Done',
): Answered => ({ description, content: [{ type: 'application/json', schema, example }] })
