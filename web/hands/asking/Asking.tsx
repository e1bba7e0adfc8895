import { useEffect, useState } from 'preact/hooks'
import { Button } from '../../ui/Button.tsx'
import { Outcome } from '../../ui/Outcome.tsx'
import { APPROVALS, clock } from './asking.ts'
import './asking.css'

/** The texts of these screens. Each room passes in its own, which are the shared ones. */
export interface AskingWords {
  title: string
  text: string
  why: string
  reasons: string[]
  left: (time: string) => string
  other: string
}

interface AskingProps {
  /** The end of the wait, by the clock of this device. */
  deadline: number
  words: AskingWords
  onOther: () => void
}

/**
 * Shows the whole screen while a dispatcher is being asked (R42): not to hand over yet, why, and how long. It
 * goes on automatically.
 */
export function Asking({ deadline, words, onOther }: AskingProps) {
  return (
    <Outcome
      kind="wait"
      title={words.title}
      text={words.text}
      other={
        <Button kind="secondary" onClick={onOther}>
          {words.other}
        </Button>
      }
    >
      <Left until={deadline} words={words.left} />
      <Why words={words} />
    </Outcome>
  )
}

interface LapsedProps {
  words: AskingWords
  /** How often a dispatcher may still be asked. */
  left: number
  busy: boolean
  again: (n: number, of: number) => string
  onAgain: () => void
  onOther: () => void
}

/** Shows that nobody answered, what that means, and what to do now. */
export function Lapsed({ words, left, busy, again, onAgain, onOther }: LapsedProps) {
  const next = left > 0 ? { label: again(APPROVALS - left + 1, APPROVALS), onClick: onAgain, busy } : null
  return (
    <Outcome
      kind="wait"
      title={words.title}
      text={words.text}
      next={next ?? { label: words.other, onClick: onOther }}
      other={
        next ? (
          <Button kind="secondary" onClick={onOther}>
            {words.other}
          </Button>
        ) : null
      }
    >
      <Why words={words} />
    </Outcome>
  )
}

function Why({ words }: { words: AskingWords }) {
  if (words.reasons.length === 0) return null
  return (
    <section class="card asking-why">
      <p class="small muted">{words.why}</p>
      <ul>
        {words.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </section>
  )
}

/**
 * Shows the remaining time to the eye only, as a screen reader counting seconds would drown everything else.
 */
export function Left({ until, words }: { until: number; words: (time: string) => string }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(tick)
  }, [])
  return (
    <span class="asking-left" aria-hidden="true">
      {words(clock(until - now))}
    </span>
  )
}
