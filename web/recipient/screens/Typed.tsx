import { useState } from 'preact/hooks'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { useAsking } from '../asking.ts'
import { l } from '../later-texts.ts'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { isLabel } from '../presented.ts'

/** Asks for the number under the barcode. It proves no possession, so it counts only after arrival (R19). */
export function Typed(props: DeliveryPageProps) {
  const { page } = props
  const [label, setLabel] = useState('')
  const [invalid, setInvalid] = useState(false)
  const { ask, asking } = useAsking(page, 'typed')
  const counter = page.view.hold?.ready
  const back = () => page.choose({ panel: counter ? 'scan' : null })
  const submit = (event: Event) => {
    event.preventDefault()
    if (asking) return
    setInvalid(!isLabel(label))
    if (isLabel(label)) void ask([label])
  }
  return (
    <form onSubmit={submit} noValidate>
      <PageScreen
        {...props}
        heading={l('typed.title')}
        lead={page.view.arrivedAt || counter ? undefined : l('typed.lead')}
        onBack={back}
        actions={
          <>
            <Trouble page={page} />
            <Button type="submit" busy={asking}>
              {l('typed.submit')}
            </Button>
            <Button kind="secondary" onClick={back}>
              {l('typed.camera')}
            </Button>
          </>
        }
      >
        <Field
          label={l('typed.label')}
          value={label}
          onInput={(text) => {
            setLabel(text)
            setInvalid(false)
          }}
          error={invalid ? l('typed.invalid') : undefined}
          input={{
            autoCapitalize: 'characters',
            autoComplete: 'off',
            autoCorrect: 'off',
            spellCheck: false,
            enterKeyHint: 'done',
            autoFocus: true,
            maxLength: 64,
            class: 'number',
          }}
        />
      </PageScreen>
    </form>
  )
}
