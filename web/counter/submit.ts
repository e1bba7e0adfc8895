import { scanHold } from './holds/act.ts'
import { closeHold, opened, search, task } from './holds/list.ts'
import { basket, clear } from './issue/basket.ts'
import { scanToIssue } from './issue/scan.ts'
import { outcome } from './outcome.ts'
import { receive } from './receive/queue.ts'
import { type Mode, mode, notice, turns } from './state.ts'

/**
 * Scans wait for each other, in order: the second parcel is judged with the first one already on the counter.
 */
let queue: Promise<unknown> = Promise.resolve()

/** Handles a text from the scan field, whether by scanner, camera or hand. It dismisses the last outcome. */
export function submit(text: string): void {
  if (text.trim() === '') {
    // Enter alone goes on, except while something is awaited: that ends only by its button or Escape.
    if (outcome.value?.type !== 'waiting' && outcome.value?.type !== 'asking') outcome.value = null
    return
  }
  outcome.value = null
  notice.value = null
  if (mode.value === 'day') mode.value = 'issue'
  if (mode.value === 'receive') receive(text)
  else queue = queue.then(() => (mode.value === 'holds' ? scanHold(text) : scanToIssue(text)))
}

/** Escape takes back the latest thing first, and finally everything on the counter. */
export function stepBack(): void {
  if (outcome.value) outcome.value = null
  else if (mode.value === 'holds' && task.value) task.value = null
  else if (mode.value === 'holds' && opened.value) closeHold()
  else if (mode.value === 'issue' && basket.value.length > 0) clear()
  notice.value = null
}

export function turnTo(next: Mode): void {
  outcome.value = null
  notice.value = null
  if (next === 'holds' && mode.value === next) {
    closeHold()
    void search('')
  }
  mode.value = next
  turns.value++
}
