import { useLayoutEffect } from 'preact/hooks'

/** For how long a new screen takes no taps. A second tap in that time was meant for the screen before it. */
const PAUSE_MS = 500

/** When taps count again, and what the last pointer was and when it went down, all by the page's clock. */
let until = 0
let downAt = 0
let byMouse = false
let listening = false

/**
 * Stops a touch that began before the screen had stood for long enough, and the second half of a double click.
 * Keys and screen readers click with a detail of 0 and are never stopped.
 */
function judge(event: MouseEvent): void {
  const { type, detail, timeStamp } = event
  if (type === 'pointerdown') {
    downAt = timeStamp
    byMouse = (event as PointerEvent).pointerType === 'mouse'
  } else if (detail === 0) return
  if (byMouse ? detail < 2 || timeStamp >= until : downAt >= until) return
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** Tells that something else lies under the finger now: a screen, a sheet, other buttons. */
export function screenChanged(): void {
  until = performance.now() + PAUSE_MS
  if (listening) return
  listening = true
  // The window hears first, so neither a button nor a signature pad learns of a tap that does not count.
  for (const type of ['pointerdown', 'click'] as const) addEventListener(type, judge, true)
}

/** Tells the same whenever the key changes, before the new screen is painted. */
export const useFreshScreen = (key: unknown): void => useLayoutEffect(screenChanged, [key])
