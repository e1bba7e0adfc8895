import type { Context as HttpContext } from 'hono'
import type { FieldFault, WhomToAsk } from '../api/common.ts'
import type { AnswersOf, Operation } from '../api/operation.ts'
import type { ProblemCode } from '../api/problem.ts'
import type { Call } from '../objects/call.ts'
import { printOf } from '../objects/person.ts'
import type { ShipmentResult } from '../objects/shipment.ts'
import type { AppEnv, Context } from './context.ts'
import { readAct } from './device-act.ts'
import { problem } from './problem.ts'
import { SOCKET_PROTOCOL } from './proof.ts'

/** The reason why a call was not carried out. A refusal is data, and it changes nothing. */
export interface Refused {
  refusal: ProblemCode
  errors?: FieldFault[] | undefined
  ask?: WhomToAsk
}

/** An answer as data. */
export interface Answer<S extends number = number, T = unknown> {
  status: S
  body: T
  headers?: Record<string, string>
}

type GoodReply<N> = { [S in keyof N & number]: Answer<S, N[S]> }[keyof N & number]

/**
 * What the handler of an operation returns: one of its answers, a refusal, or a response that is not JSON.
 */
export type Reply<O extends Operation> = GoodReply<AnswersOf<O>> | Refused | Response

/**
 * An answer that was stored or comes from an object. Its shape is decided there, and tests hold it against
 * the schema.
 */
export type Decided = Answer<never, never>

export const refuse = (refusal: ProblemCode, errors?: FieldFault[]): Refused => ({
  refusal,
  ...(errors && { errors }),
})

export const isRefused = <T extends object>(reply: T): reply is Extract<T, { refusal: ProblemCode }> =>
  'refusal' in reply

export const ok = <T>(body: T, headers?: Record<string, string>): Answer<200, T> => ({
  status: 200,
  body,
  ...(headers && { headers }),
})

export const reply = <S extends number, T>(status: S, body: T): Answer<S, T> => ({ status, body })

/** Returns a response of another media type, from bytes or text. */
export const raw = (body: BodyInit | null, headers: Record<string, string>): Response =>
  new Response(body, { headers })

/** The fields that some refusals are about, so that the message can stand beside them. */
const FIELDS: Record<string, FieldFault> = {
  'signature-required': { field: 'signature', code: 'required' },
  'unknown-photo': { field: 'photoIds', code: 'unknown' },
  'no-contact': { field: 'phone', code: 'no-channel' },
}

/** Turns an object's result into an answer: its value, or the problem that its refusal stands for. */
export function answerOf(result: ShipmentResult<unknown>, codeField = 'code'): Decided | Refused {
  if (result.ok) return ok(result.value) as unknown as Decided
  if (result.refusal === 'malformed-code')
    return refuse('bad-request', [{ field: codeField, code: 'malformed' }])
  const field = FIELDS[result.refusal]
  return refuse(result.refusal, field && [field])
}

/** Turns what a handler returned into a response. */
export function responseOf(http: HttpContext<AppEnv>, given: Answer | Refused | Response): Response {
  if (given instanceof Response) return given
  if (isRefused(given)) return problem(http, given.refusal, given.errors, given.ask)
  const { status, body, headers } = given
  return body === null
    ? http.body(null, status as 204, headers)
    : http.json(body as object, status as 200, headers)
}

/**
 * Returns the socket upgrade for the shipment's object. Nothing of the client's own request is passed on but that it
 * brought a ticket: a browser then expects to hear which protocol was taken.
 */
export function upgradeRequest(sessionHeader: string, session: string, ticketed = false): Request {
  return new Request('https://shipment/live', {
    headers: {
      ...{ upgrade: 'websocket', [sessionHeader]: session },
      ...(ticketed && { 'sec-websocket-protocol': SOCKET_PROTOCOL }),
    },
  })
}

/** Returns who calls and under which key, for the objects. */
export function callOf({ principal: { role, id, session }, idempotency, http }: Context): Call {
  const act = readAct(http.req.header('sesame-act'))
  const device = session?.device && printOf(session.device.id)
  return { by: { role, id, ...(device && { device }) }, idempotency, ...(act && { act }) }
}
