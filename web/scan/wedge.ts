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

  const takeText = (text: string, rest = '') => {
    const field = fieldOf()
    if (field) field.value = rest
    pace.reset()
    latest.current.take(text)
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
    const put = (sign: string) => {
      field.value += sign
      divide()
    }
    /** Begins anew at STX and ends at each ETX. */
    const divide = () => {
      const begun = field.value.lastIndexOf(STX)
      if (begun >= 0 && !field.value.slice(0, begun).includes(ETX)) field.value = field.value.slice(begun + 1)
      for (let at = field.value.indexOf(ETX); at >= 0; at = field.value.indexOf(ETX)) {
        const [text, rest] = [field.value.slice(0, at), field.value.slice(at + 1)]
        takeText(text.replaceAll(STX, ''), rest)
      }
    }
    const onInput = () => {
      divide()
      if (field.value === '') pace.reset()
      silence.wait()
    }
    const onKey = (event: KeyboardEvent) => {
      const control = controlOf(event)
      // With something marked, Ctrl and C copy it.
      const copies = control === ETX && (field.value === '' || field.selectionStart !== field.selectionEnd)
      if (control && !copies) {
        event.preventDefault()
        put(control)
      } else if (event.key === 'Tab' && !event.shiftKey && may()) {
        event.preventDefault()
        end()
      } else if (event.key.length === 1) pace.key(event.timeStamp, event.repeat)
      else if (event.key === 'Backspace') pace.key(event.timeStamp, true)
    }
    field.addEventListener('input', onInput)
    field.addEventListener('keydown', onKey)
    return () => {
      silence.stop()
      field.removeEventListener('input', onInput)
      field.removeEventListener('keydown', onKey)
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
      if ((target as Element).matches?.('input,select,textarea') || document.querySelector('dialog[open]'))
        return
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
