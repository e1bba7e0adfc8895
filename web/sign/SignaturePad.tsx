import { useEffect, useRef, useState } from 'preact/hooks'
import Pad from 'signature_pad'
import { inline } from '../i18n/texts.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import './sign.css'
import { MAX_NAME, type SignatureValue, toSignature } from './strokes.ts'

const word = inline({
  en: {
    pad: 'Sign here with your finger',
    clear: 'Clear',
    type: 'Type my name',
    draw: 'Draw instead',
    name: 'First and last name',
    same: 'Your typed name counts as your signature.',
  },
  fr: {
    pad: 'Signez ici avec le doigt',
    clear: 'Effacer',
    type: 'Saisir mon nom',
    draw: 'Signer au doigt',
    name: 'Prénom et nom',
    same: 'Votre nom saisi vaut signature.',
  },
  ru: {
    pad: 'Распишитесь здесь пальцем',
    clear: 'Стереть',
    type: 'Ввести имя',
    draw: 'Расписаться',
    name: 'Имя и фамилия',
    same: 'Введённое имя равносильно подписи.',
  },
})

export interface SignaturePadProps {
  /** Called with the current signature, or undefined while there is none. */
  onChange: (signature: SignatureValue | undefined) => void
  /** Allows only a drawing, for a courier's tablet: only a drawing is evidence of the recipient's hand. */
  drawOnly?: boolean | undefined
}

/** Asks for a drawn signature, or a typed name with equal weight, as not everyone can draw on glass. */
export function SignaturePad({ onChange, drawOnly }: SignaturePadProps) {
  const [typing, setTyping] = useState(false)
  const [name, setName] = useState('')
  const change = (value: string) => {
    setName(value)
    const typedName = value.trim()
    onChange(typedName ? { typedName } : undefined)
  }
  const swap = () => {
    setTyping(!typing)
    setName('')
    onChange(undefined)
  }
  if (!typing) return <Drawing onChange={onChange} onType={drawOnly ? undefined : swap} />
  return (
    <div class="signature">
      <div class="sheet">
        <Field
          label={word('name')}
          hint={word('same')}
          value={name}
          onInput={change}
          input={{ autoComplete: 'name', maxLength: MAX_NAME, autoFocus: true, class: 'typed' }}
        />
      </div>
      <div class="row">
        <Button kind="secondary" onClick={swap}>
          {word('draw')}
        </Button>
      </div>
    </div>
  )
}

function Drawing({ onChange, onType }: SignaturePadProps & { onType: (() => void) | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const clear = useRef(() => {})
  const latest = useRef(onChange)
  latest.current = onChange

  useEffect(() => {
    const element = canvas.current!
    const pad = new Pad(element, {
      minWidth: 1.4,
      maxWidth: 3.6,
      minDistance: 2,
      penColor: getComputedStyle(element).color,
    })
    const tell = () => latest.current(toSignature(pad.toData(), element.clientWidth, element.clientHeight))
    clear.current = () => {
      pad.clear()
      tell()
    }
    pad.addEventListener('endStroke', tell)
    const observer = new ResizeObserver(() => resize(pad, element, tell))
    observer.observe(element)
    return () => {
      observer.disconnect()
      pad.off()
    }
  }, [])

  return (
    <div class="signature">
      <div class="sheet">
        <canvas ref={canvas} role="img" aria-label={word('pad')} />
      </div>
      <div class="row">
        <Button kind="secondary" onClick={() => clear.current()}>
          {word('clear')}
        </Button>
        {onType ? (
          <Button kind="secondary" onClick={onType}>
            {word('type')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

/** Matches the canvas to the screen's pixels and shrinks a drawing that would no longer fit. */
function resize(pad: Pad, element: HTMLCanvasElement, tell: () => void): void {
  const ratio = Math.max(1, devicePixelRatio)
  const width = Math.round(element.clientWidth * ratio)
  // A change of height alone comes from a phone's address bar or keyboard. Redrawing would only flicker.
  if (width === 0 || element.width === width) return
  const groups = pad.toData()
  element.width = width
  element.height = Math.round(element.clientHeight * ratio)
  element.getContext('2d')?.scale(ratio, ratio)
  pad.clear()
  const points = groups.flatMap((group) => group.points)
  if (points.length === 0) return
  const scale = Math.min(
    1,
    element.clientWidth / Math.max(...points.map(({ x }) => x)),
    element.clientHeight / Math.max(...points.map(({ y }) => y)),
  )
  for (const point of points) Object.assign(point, { x: point.x * scale, y: point.y * scale })
  pad.fromData(groups)
  tell()
}
