import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { clock } from '../hands/asking/asking.ts'
import { useFreshScreen } from '../ui/fresh-screen.ts'
import { clocksNow, lastReading, serverTime } from './clock.ts'
import type { UndoWindow } from './round-model.ts'

const now = () => serverTime(lastReading.value, clocksNow())

interface UndoBarProps {
  window: UndoWindow
  /** What takes it back, given the time that is left. */
  children: (time: string) => ComponentChildren
}

/** Shows a bar that gets shorter until a slip can be taken back no more, and nothing after that (R37). */
export function UndoBar({ window: { from, until }, children }: UndoBarProps) {
  const [left, setLeft] = useState(until - now())
  // It comes a moment after the outcome: a tap that was meant for the next step must not take it back.
  useFreshScreen(until)
  useEffect(() => {
    const tick = () => setLeft(until - now())
    tick()
    const ticking = setInterval(tick, 1000)
    return () => clearInterval(ticking)
  }, [until])
  if (left <= 0) return null
  return (
    <div class="undo">
      <i class="undo-left" style={{ '--left': Math.min(1, left / (until - from)) }} aria-hidden="true" />
      {children(clock(left))}
    </div>
  )
}
