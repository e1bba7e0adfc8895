import type { Problem } from '../api/common.ts'
import type { ProblemCode } from '../api/problem.ts'
import type { Env } from '../config.ts'
import type { Actor } from '../domain/roles.ts'
import type { Call } from '../objects/call.ts'
import type { StoredReply } from '../registry/answers.ts'

/** The stores in which an operation takes its steps. */
export type Stores = Pick<Env, 'DB' | 'SHIPMENT' | 'PERSON' | 'WEBHOOK'>

/** One operation under way: what it was decided to do, and by whom. */
export interface Underway<Given> {
  by: Actor
  given: Given
  /** Returns the call of one step. A repeated step is recognised by its key and answered as before. */
  step(...parts: string[]): Call
}

/** The reason why an operation could not be carried out after all. */
export interface RefusedOperation {
  refusal: ProblemCode
  errors?: NonNullable<Problem['errors']>
}

export type OperationOutcome = { reply: StoredReply; statements?: D1PreparedStatement[] } | RefusedOperation

/**
 * A write whose steps lie in several stores. It is claimed with its input before its first step, so that
 * whoever finds it unfinished can continue: every step is repeatable, and the last one stores the reply
 * together with the registry's part of the effect.
 */
export interface DurableOperation<Given> {
  /** Takes all steps, repeating those already taken. `given` holds no secret. */
  perform(stores: Stores, underway: Underway<Given>): Promise<OperationOutcome>
  /** Takes the steps back when the operation is refused after all. */
  undo?(stores: Stores, underway: Underway<Given>): Promise<void>
}
