import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import type { LiveState } from '../../api/live.ts'
import type { UndoWindow } from '../round-model.ts'
import type { Blocked, Reach } from './stop-view.ts'
import type { VisitState } from './use-visit.ts'

/** What the parts of a stop's screen may need. */
export interface StopContext {
  stop: CourierStop
  state: VisitState
  /** The stop's place in the round, from 1. */
  number: number
  of: number
  blocked: Blocked
  connection: LiveState
  reach: Reach
  /** What this screen shows is this tablet's word until it is sent (R36). */
  provisional: boolean
  /** When the end of this stop can be taken back; null: it cannot (R37). */
  undo: UndoWindow | null
  /** The recipient's phone scanned another parcel's label (R20). */
  wrongLabel: boolean
  understood: () => void
  /** Goes to the next remaining stop, or to the round after the last one. */
  next: () => void
  nextLabel: string
  toRound: () => void
  /** In a practice nothing leaves the tablet. */
  practice?: boolean
}
