import { forgetHolds } from './holds/list.ts'
import { forgetAside } from './issue/aside.ts'
import { clear } from './issue/basket.ts'
import { outcome } from './outcome.ts'
import { forgetKeys } from './post.ts'
import { forgetReceived } from './receive/queue.ts'
import { ended, notice, point } from './state.ts'

/** Leaves no name on a counter whose session is over. Unsent scans stay, for whoever signs in next. */
export function forgetPeople(): void {
  clear()
  forgetAside()
  forgetHolds()
  forgetKeys()
  outcome.value = null
  notice.value = null
  point.value = null
}

/** Clears everything when the clerk signs out. */
export function leave(): void {
  forgetPeople()
  forgetReceived()
  ended.value = true
}
