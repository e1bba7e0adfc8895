import type { RoundSheet } from '../../../worker/wire/returns.ts'
import type { RoundView } from '../../../worker/wire/views.ts'
export interface StopsProps {
  round: RoundView
  path: string
  /** Where each parcel is, once the round has left. */
  sheet?: RoundSheet | undefined
  onDone: () => void
}
