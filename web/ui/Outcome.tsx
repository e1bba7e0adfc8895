import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from './Button.tsx'
import { useFreshScreen } from './fresh-screen.ts'
import './outcome.css'
import type { OutcomeKind } from './outcome-kind.ts'
import { TopBar } from './Screen.tsx'
import { playSound } from './sound.ts'

/** Each kind has a shape of its own, because colour alone is lost in sunlight and on colour-blind people. */
const SHAPES: Record<OutcomeKind, ComponentChildren> = {
  'hand-over': (
    <>
      <circle cx="33" cy="33" r="30" />
      <path d="m21 34 9 9 16-19" />
    </>
  ),
  'do-not': (
    <>
      <circle cx="33" cy="33" r="30" />
      <path d="m23 23 20 20m0-20L23 43" />
    </>
  ),
  wait: (
    <>
      <circle cx="33" cy="33" r="30" stroke-dasharray="8 7" />
      <path d="M33 18v16l11 7" />
    </>
  ),
  point: (
    <>
      <path d="M6 30 33 6l27 24v30H6Z" />
      <path d="M20 42h25m-9-9 9 9-9 9" />
    </>
  ),
  wrong: (
    <>
      <path d="M33 5 62 59H4Z" />
      <path d="M33 26v16m0 7v2" />
    </>
  ),
  'last-try': (
    <>
      <path d="M22 4h22l18 18v22L44 62H22L4 44V22Z" />
      <path d="M33 18v20m0 8v2" />
    </>
  ),
}

export interface OutcomeProps {
  kind: OutcomeKind
  /** Two or three words that are read at arm's length, such as "Hand over". */
  title: string
  /** The carrier's name above everything, for a recipient. */
  top?: string | undefined
  text?: ComponentChildren
  children?: ComponentChildren
  /** The one next step. */
  next?: { label: string; onClick: () => void; busy?: boolean | undefined } | undefined
  /** Takes back what led here, for as long as that is possible. It stands above the next step. */
  undo?: ComponentChildren
  /** A second, quieter way on. It is rarely used. */
  other?: ComponentChildren
}

/** Fills the whole screen with one message, by colour, shape, words, sound and vibration together. */
export function Outcome({ kind, title, top, text, children, next, undo, other }: OutcomeProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useFreshScreen(title)
  useEffect(() => {
    heading.current?.focus()
    playSound(kind)
  }, [kind, title])
  return (
    <section class={`outcome ${kind}`} role="alert">
      {top ? <TopBar title={top} /> : null}
      <div>
        <svg
          viewBox="0 0 66 66"
          fill="none"
          stroke="currentColor"
          stroke-width="4.5"
          stroke-linecap="round"
          stroke-linejoin="round"
          aria-hidden="true"
        >
          {SHAPES[kind]}
        </svg>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {text ? <p>{text}</p> : null}
        {children}
      </div>
      {next || undo || other ? (
        <div class="actions">
          {undo}
          {next ? (
            <Button onClick={next.onClick} busy={next.busy}>
              {next.label}
            </Button>
          ) : null}
          {other}
        </div>
      ) : null}
    </section>
  )
}
