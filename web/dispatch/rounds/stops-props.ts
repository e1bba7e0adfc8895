import type { RoundSheet, RoundView } from '../../../worker/api/rounds/answers.ts'

export interface StopsProps {
  round: RoundView
  /** Where each parcel is, once the round has left. */
  sheet?: RoundSheet | undefined
  onDone: () => void
}
