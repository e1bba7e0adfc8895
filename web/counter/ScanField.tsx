import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { SCANNED_MAX } from '../../worker/domain/scanned.ts'
import { useWedgeField } from '../scan/wedge.ts'
import { Button } from '../ui/Button.tsx'
import { useLazy } from '../ui/hooks.ts'
import { useScanFocus } from './focus.ts'
import { onGlass } from './glass.ts'
import { step, typed } from './issue/basket.ts'
import { asCode } from './scanned.ts'
import { busy, mode, notice } from './state.ts'
import { submit } from './submit.ts'
import { t } from './texts.ts'

const LABELS = {
  receive: 'scanReceive',
  issue: 'scanIssue',
  holds: 'scanHolds',
  day: 'scanIssue',
} as const

/**
 * Shows the only field of the room. It keeps the focus and takes what a scanner types.
 */
export function ScanField() {
  const input = useRef<HTMLInputElement>(null)
  const [camera, setCamera] = useState(false)
  // On a touch screen the keyboard would cover half the screen on every focus, so it opens only on a tap.
  const [tapped, setTapped] = useState(false)
  useScanFocus(input)
  const secret = mode.value === 'issue' && step.value === 'pin'
  const glass = onGlass()
  const keypad = secret && glass
  const empty = () => {
    if (input.current) input.current.value = ''
    typed.value = 0
  }
  useEffect(() => {
    const forget = () => document.hidden && empty()
    document.addEventListener('visibilitychange', forget)
    return () => document.removeEventListener('visibilitychange', forget)
  }, [])
  // A half-typed text must not become the beginning of something else, so the field is emptied before the
  // next key. It is not emptied when a scan under way opens the code entry, as that text is the next scan.
  const meant = secret ? 'code' : mode.value
  const before = useRef(meant)
  useLayoutEffect(() => {
    const scansOn = before.current === 'issue' && meant === 'code'
    if (before.current !== meant && !scansOn) empty()
    before.current = meant
  }, [meant])
  const end = useWedgeField(() => input.current, {
    take: (text) => {
      typed.value = 0
      submit(text)
    },
    // A code is tried only when the clerk presses Enter, however fast its digits came.
    mayEnd: (text) => !secret || !/^\d{0,8}$/.test(asCode(text)),
  })
  const label = secret && !keypad ? t('scanPin') : t(LABELS[mode.value])
  return (
    <form
      class="scan-field"
      data-busy={busy.value || undefined}
      onSubmit={(event) => {
        event.preventDefault()
        end()
      }}
    >
      <span class="glyph" aria-hidden="true">
        ▣
      </span>
      <input
        ref={input}
        class={secret ? 'secret' : undefined}
        aria-label={label}
        placeholder={label}
        aria-describedby="scan-notice"
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellcheck={false}
        maxLength={SCANNED_MAX}
        inputMode={glass && !tapped ? 'none' : secret ? 'numeric' : 'text'}
        enterKeyHint="done"
        onPointerDown={() => setTapped(true)}
        onBlur={() => setTapped(false)}
        onInput={({ currentTarget }) => {
          const code = asCode(currentTarget.value)
          typed.value = /^\d*$/.test(code) ? code.length : 0
        }}
      />
      {glass && !keypad ? (
        <button type="submit" class="enter" aria-label={t('enter')}>
          ↵
        </button>
      ) : null}
      {keypad ? null : (
        <>
          <Button small kind="secondary" aria-pressed={camera} onClick={() => setCamera(!camera)}>
            {t('camera')}
          </Button>
          {camera ? <Camera /> : null}
          <p id="scan-notice" class={`notice ${notice.value?.tone ?? ''}`} role="status">
            {notice.value ? t(notice.value.key, notice.value.params as never) : ''}
          </p>
        </>
      )}
    </form>
  )
}

function Camera() {
  const part = useLazy(() => import('../scan/Scanner.tsx'))
  if (part.state === 'failed')
    return (
      <Button kind="secondary" onClick={part.retry}>
        {t('again')}
      </Button>
    )
  return (
    <div class="counter-camera">
      {part.state === 'ready' ? (
        <part.value.Scanner onScan={(texts) => texts.forEach(submit)} onState={() => {}} />
      ) : null}
    </div>
  )
}
