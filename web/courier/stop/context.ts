import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import type { LiveState } from '../../api/live.ts'
import type { Blocked } from './stop-view.ts'
import type { VisitState } from './use-visit.ts'

/** What every part of a stop's screen may need. */
export interface StopContext {
  stop: CourierStop
  state: VisitState
  /** Place in the round, from 1. */
  number: number
  of: number
  blocked: Blocked
  connection: LiveState
  /** The recipient's phone caught another parcel's label (R20). */
  wrongLabel: boolean
  understood: () => void
  /** To the next stop to do, or to the round after the last. */
  next: () => void
  nextLabel: string
  toRound: () => void
  /** Nothing of this leaves the tablet. */
  practice?: boolean
}
