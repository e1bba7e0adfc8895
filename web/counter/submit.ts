import { atFirst, go } from './address.ts'
import { scanHold } from './holds/act.ts'
import { closeHold, opened, query, search, task } from './holds/list.ts'
import { active, leaveWay, scannedOf, step } from './issue/basket.ts'
import { tryCode } from './issue/issue.ts'
import { restore, restoring } from './issue/kept.ts'
import { scanToIssue } from './issue/scan.ts'
import { outcome } from './outcome.ts'
import { receive } from './receive/queue.ts'
import { type Mode, mode, notice, say, turns } from './state.ts'

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
  if (mode.value === 'day') go('issue')
  if (mode.value === 'receive') receive(text)
  else queue = queue.then(() => (mode.value === 'holds' ? scanHold(text) : scanHere(text)))
}

/** A scan is judged with what was on the counter before the page was loaded anew. */
async function scanHere(text: string): Promise<void> {
  if (restoring.value !== 'done') await restore()
  if (restoring.value === 'done') return scanToIssue(text)
  say('bad', restoring.value === 'offline' ? 'errOffline' : 'keptFailed')
}

/** Tries a code from the keypad, which no label can be mistaken for. */
export function enterCode(pin: string): void {
  outcome.value = null
  notice.value = null
  queue = queue.then(() => active.value && tryCode(active.value, 'pin', pin))
}

/** Puts the client of before a reload on the counter again. Scans wait until then. */
export function resume(): void {
  queue = queue.then(restore)
}

/**
 * Goes exactly one step back, the latest first, and says whether there was one. It never puts a scanned parcel
 * away: only the button for the next client does.
 */
export function stepBack(): boolean {
  notice.value = null
  if (outcome.value) outcome.value = null
  else if (mode.value === 'holds' && task.value) task.value = null
  else if (mode.value === 'holds' && opened.value) closeHold()
  else if (mode.value === 'holds' && query.value) void search('')
  else if (mode.value === 'issue' && step.value !== 'scan') leaveWay()
  else return false
  return true
}

/** The browser's key for "back" closes what is open first, and does not leave parcels behind on the counter. */
export function keyBack(): boolean {
  const dialog = document.querySelector('dialog[open]')
  // A dialog takes this as it takes Escape.
  if (dialog) return !dialog.dispatchEvent(new Event('cancel', { cancelable: true }))
  if (stepBack()) return true
  const count = scannedOf.value.reduce((sum, { scanned }) => sum + scanned.length, 0)
  if (count === 0 || !atFirst()) return false
  go('issue')
  say('warn', 'stillHere', { count })
  return true
}

export function turnTo(next: Mode): void {
  outcome.value = null
  notice.value = null
  if (next === 'holds' && mode.value === next) {
    closeHold()
    void search('')
  }
  go(next)
  turns.value++
}
