import { useEffect, useRef, useState } from 'preact/hooks'
import { asciiDigits } from '../../worker/domain/signs.ts'
import { inline } from '../i18n/texts.ts'
import './keypad.css'

const word = inline({
  en: { erase: 'Delete the last digit', entered: '{count} of {of} digits' },
  fr: { erase: 'Effacer le dernier chiffre', entered: '{count} chiffres sur {of}' },
  ru: { erase: 'Стереть последнюю цифру', entered: 'Введено цифр: {count} из {of}' },
})

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
/** Elements that use keys themselves. A checkbox does not: digits typed after it belong to the PIN. */
const TYPING = 'input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable],dialog[open] *'

export interface KeypadProps {
  /** How many digits the PIN has, 5 to 8. */
  digits: number
  /** Called once with the PIN, on the submit key. The keypad has forgotten the PIN by then. */
  onSubmit: (pin: string) => void
  label: string
  submitLabel: string
  /**
   * Shown below the boxes, for example "Refused · 3 tries left". Its line is reserved, so that nothing jumps.
   */
  message?: string | undefined
  busy?: boolean | undefined
}

/**
 * Shows large digits and dots. The PIN exists only in this component's state and is wiped on submit, when the
 * page is hidden and when the screen is left, because it must not stay on a tablet (R35). It never submits
 * automatically, as a slip of the finger would cost one of five tries.
 */
export function Keypad({ digits, onSubmit, label, submitLabel, message, busy }: KeypadProps) {
  const [pin, setPin] = useState('')
  // Counts keys typed before the next paint, as by a wedge scanner, or Enter right after the last digit.
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
      // Keyboards of other scripts have digits of their own.
      const digit = asciiDigits(event.key)
      if (/^[0-9]$/.test(digit)) add(digit)
      else if (event.key === 'Backspace') erase()
      else if (event.key === 'Enter' && (!target.closest?.('button,a') || box.current?.contains(target))) {
        // Enter on a focused digit would otherwise type that digit once more.
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
