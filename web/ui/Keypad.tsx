import { useEffect, useRef, useState } from 'preact/hooks'
import './keypad.css'
import { word } from './words.ts'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
/** Where keys belong to something else. A ticked box is no place to type: digits after it are the PIN's. */
const TYPING = 'input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable],dialog[open] *'

export interface KeypadProps {
  /** How many digits the PIN has (5 to 8). */
  digits: number
  /** Gets the PIN once, on the submit key; the keypad has forgotten it by then. */
  onSubmit: (pin: string) => void
  label: string
  submitLabel: string
  /** Below the boxes: "Refused · 3 tries left". Its line is reserved, nothing jumps. */
  message?: string | undefined
  busy?: boolean | undefined
}

/**
 * Large digits and dots. The PIN lives in this component's state alone and is wiped on submit, when the page
 * is hidden and when the screen is left: it must not stay on a tablet (R35). Never submits by itself, as a
 * slip of the finger would cost one of five tries.
 */
export function Keypad({ digits, onSubmit, label, submitLabel, message, busy }: KeypadProps) {
  const [pin, setPin] = useState('')
  // What is typed faster than it is drawn (a wedge scanner, Enter right after the last digit) counts too.
  const typed = useRef('')
  const box = useRef<HTMLFieldSetElement>(null)
  const full = pin.length === digits

  const put = (next: string) => {
    typed.current = next
    setPin(next)
  }
  const add = (digit: string) => !busy && typed.current.length < digits && put(typed.current + digit)
  const erase = () => put(typed.current.slice(0, -1))
  const submit = () => {
    const entered = typed.current
    if (entered.length !== digits || busy) return
    put('')
    onSubmit(entered)
  }

  useEffect(() => {
    const forget = () => document.hidden && put('')
    document.addEventListener('visibilitychange', forget)
    return () => document.removeEventListener('visibilitychange', forget)
  }, [])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as Element
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.(TYPING)) return
      if (/^[0-9]$/.test(event.key)) add(event.key)
      else if (event.key === 'Backspace') erase()
      else if (event.key === 'Enter' && (!target.closest?.('button,a') || box.current?.contains(target))) {
        // Enter on a focused digit would otherwise type it once more.
        if (typed.current.length === digits) event.preventDefault()
        submit()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })

  return (
    <fieldset class="keypad" ref={box}>
      <legend>{label}</legend>
      <div class="dots" role="status" aria-label={word('entered', { count: pin.length, of: digits })}>
        {Array.from({ length: digits }, (_, i) => (
          <i key={i} data-full={i < pin.length || undefined} data-now={i === pin.length || undefined} />
        ))}
      </div>
      <p class="message" role="alert">
        {message}
      </p>
      <div class="keys">
        {KEYS.map((key) => (
          <button type="button" key={key} onClick={() => add(key)}>
            {key}
          </button>
        ))}
        <button type="button" class="erase" aria-label={word('erase')} onClick={erase}>
          ⌫
        </button>
        <button type="button" onClick={() => add('0')}>
          0
        </button>
        <button type="button" class="submit" aria-disabled={!full || busy} aria-busy={busy} onClick={submit}>
          {submitLabel}
        </button>
      </div>
    </fieldset>
  )
}
