import { forgetHolds } from './holds/list.ts'
import { forgetAside } from './issue/aside.ts'
import { clear } from './issue/basket.ts'
import { forgetKept, stopKeeping } from './issue/kept.ts'
import { outcome } from './outcome.ts'
import { forgetKeys } from './post.ts'
import { forgetReceived } from './receive/queue.ts'
import { ended, notice, point } from './state.ts'

/** Leaves no name in a page that shows something else. The client is known again when the counter is. */
export function forgetPeople(): void {
  stopKeeping()
  clear()
  forgetAside()
  forgetHolds()
  forgetKeys()
  outcome.value = null
  notice.value = null
  point.value = null
}

/** Leaves nobody on a counter whose session is over. Unsent scans stay stored, for the clerk's next session. */
export function endSession(): void {
  forgetPeople()
  forgetKept()
  forgetReceived()
}

/** Clears everything when the clerk signs out. */
export function leave(): void {
  endSession()
  ended.value = true
}
