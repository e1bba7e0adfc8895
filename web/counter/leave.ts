import { forgetHolds } from './holds/list.ts'
import { clear } from './issue/basket.ts'
import { outcome } from './outcome.ts'
import { forgetKeys } from './post.ts'
import { forgetReceived } from './receive/queue.ts'
import { ended, notice, point } from './state.ts'

/** No name stays on a counter whose session is over; scans that wait for a network do, for whoever signs in next. */
export function forgetPeople(): void {
  clear()
  forgetHolds()
  forgetKeys()
  outcome.value = null
  notice.value = null
  point.value = null
}

/** The clerk went, on purpose. */
export function leave(): void {
  forgetPeople()
  forgetReceived()
  ended.value = true
}
