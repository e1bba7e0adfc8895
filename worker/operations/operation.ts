import type { Problem } from '../api/common.ts'
import type { ProblemCode } from '../api/problem.ts'
import type { Env } from '../config.ts'
import type { Actor } from '../domain/roles.ts'
import type { Call } from '../objects/call.ts'
import type { StoredReply } from '../registry/answers.ts'

/** Where the steps of an operation lie. */
export type Stores = Pick<Env, 'DB' | 'SHIPMENT' | 'PERSON' | 'WEBHOOK'>

/** One operation under way: what it was decided to do, and by whom. */
export interface Underway<Given> {
  by: Actor
  given: Given
  /** The call of one of its steps: a step that is done again is known by its key, and answered as before. */
  step(...parts: string[]): Call
}

/** What an operation could not do after all. */
export interface Refused {
  refusal: ProblemCode
  errors?: NonNullable<Problem['errors']>
}

export type Outcome = { reply: StoredReply; statements?: D1PreparedStatement[] } | Refused

/**
 * A write whose steps lie in several stores. It is claimed with what it was given before its first step, so that whoever
 * finds it unfinished can go on: every step is repeatable, and the last one stores the reply together with what of the
 * effect lies in the registry.
 */
export interface Operation<Given> {
  /** Takes all steps, those again that were taken before. `given` holds no secret. */
  perform(stores: Stores, underway: Underway<Given>): Promise<Outcome>
  /** Takes back what was done when it is refused after all. */
  undo?(stores: Stores, underway: Underway<Given>): Promise<void>
}
