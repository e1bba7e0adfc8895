import { useLayoutEffect, useRef } from 'preact/hooks'
import { createPace, SILENCE_MS } from './pace.ts'

const STX = '\x02'
const ETX = '\x03'
/** Control signs that scanners press as Ctrl and a key, by the key's place on the keyboard. */
const CONTROLS: Record<string, string> = { KeyB: STX, KeyC: ETX, BracketRight: '\x1d' }
/** A scanner may press Enter after a scan that its silence has ended already. */
const LATE_ENTER_MS = 500
/** A timer that comes later than this was held up, and so may be keys that wait to be handled. */
const HELD_UP_MS = 40

/** Where people write. A scanner's keys pass over buttons and choices. */
const WRITES = 'input:not([type=radio]):not([type=checkbox]),select,textarea'

const controlOf = ({ ctrlKey, altKey, metaKey, code }: KeyboardEvent): string | undefined =>
  ctrlKey && !altKey && !metaKey ? CONTROLS[code] : undefined

/** Runs `end` once no key came for as long as a scanner is silent after a scan. */
function createSilence(end: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  const wait = () => {
    stop()
    const due = performance.now() + SILENCE_MS
    timer = setTimeout(() => (performance.now() - due > HELD_UP_MS ? wait() : end()), SILENCE_MS)
  }
  return { wait, stop }
}

export interface WedgeField {
  /** Takes what the field holds. It is empty at once, as a scanner types the next text before the next paint. */
  take: (text: string) => void
  /** Whether a text may end by Tab or by silence. Without it every text may. */
  mayEnd?: ((text: string) => boolean) | undefined
}

/**
 * Makes a scan of what a wedge scanner types into a field: it ends with Enter, Tab, ETX, or, if it came at
 * machine speed, after 80 ms of silence; STX begins a new one. `fieldOf` returns the field once it is drawn.
 * Returns the function that ends a scan, for the form's submit.
 */
export function useWedgeField(
  fieldOf: () => HTMLInputElement | null | undefined,
  given: WedgeField,
): () => void {
  const latest = useRef(given)
  latest.current = given
  const pace = useRef(createPace()).current
  const silentAt = useRef(Number.NEGATIVE_INFINITY)

  /** Changes what the field holds, and tells whoever draws it: a later drawing would undo it. */
  const put = (value: string) => {
    const field = fieldOf()
    if (!field || field.value === value) return
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const takeText = (text: string, rest = '') => {
    put('')
    pace.reset()
    latest.current.take(text)
    put(rest)
  }
  const end = () => {
    const text = fieldOf()?.value ?? ''
    const isLate = text === '' && performance.now() - silentAt.current < LATE_ENTER_MS
    // Only one Enter belongs to the scanner. The next one is the person's.
    silentAt.current = Number.NEGATIVE_INFINITY
    if (!isLate) takeText(text)
  }

  useLayoutEffect(() => {
    const field = fieldOf()
    if (!field) return
    const may = () => field.value.trim() !== '' && latest.current.mayEnd?.(field.value) !== false
    const silence = createSilence(() => {
      if (!may() || !pace.isMachine(field.value.length)) return
      takeText(field.value)
      silentAt.current = performance.now()
    })
    const onInput = () => {
      silence.wait()
      const etx = field.value.indexOf(ETX)
      const stx = field.value.lastIndexOf(STX, etx < 0 ? undefined : etx)
      if (etx >= 0) takeText(field.value.slice(stx + 1, etx), field.value.slice(etx + 1))
      else if (stx >= 0) put(field.value.slice(stx + 1))
    }
    const onKey = (event: KeyboardEvent) => {
      const { key, target, timeStamp, repeat } = event
      // Other fields have keys of their own. From anywhere else the room leads them into this one.
      const elsewhere = target !== field && (target as Element).matches?.(WRITES)
      if (elsewhere || document.querySelector('dialog[open]')) return
      if (field.value === '') pace.reset()
      const control = controlOf(event)
      // With something marked, Ctrl and C copy it.
      const copies = control === ETX && (field.value === '' || field.selectionStart !== field.selectionEnd)
      if (control && !copies) {
        event.preventDefault()
        put(field.value + control)
      } else if (key === 'Tab' && target === field && !event.shiftKey && may()) {
        event.preventDefault()
        end()
      } else if (key.length === 1 || key === 'Backspace') pace.key(timeStamp, repeat || key === 'Backspace')
    }
    field.addEventListener('input', onInput)
    document.addEventListener('keydown', onKey)
    return () => {
      silence.stop()
      field.removeEventListener('input', onInput)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  return end
}

/**
 * Takes what a wedge scanner types while no field has the focus, as ring scanners do beside a camera. Only
 * what comes at machine speed counts, so that no key of a person is lost.
 */
export function useWedgeKeys(take: (text: string) => void): void {
  const latest = useRef(take)
  latest.current = take
  useLayoutEffect(() => {
    const pace = createPace()
    let text = ''
    const forget = () => {
      text = ''
      pace.reset()
    }
    const end = () => {
      const [scan, machine] = [text, pace.isMachine(text.length)]
      forget()
      if (machine) latest.current(scan)
      return machine
    }
    const silence = createSilence(end)
    const onKey = (event: KeyboardEvent) => {
      const { key, target, altKey, metaKey, ctrlKey } = event
      if ((target as Element).matches?.(WRITES) || document.querySelector('dialog[open]')) return
      const control = controlOf(event)
      if (control === STX) return forget()
      if (key === 'Enter' || key === 'Tab' || control === ETX) {
        silence.stop()
        // The focused button must not be pressed by a scanner's Enter.
        if (end()) event.preventDefault()
        return
      }
      if (!control && (key.length !== 1 || altKey || metaKey || ctrlKey)) return
      text += control ?? key
      pace.key(event.timeStamp, event.repeat)
      silence.wait()
    }
    document.addEventListener('keydown', onKey)
    return () => {
      silence.stop()
      document.removeEventListener('keydown', onKey)
    }
  }, [])
}
