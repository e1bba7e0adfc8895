import { useState } from 'preact/hooks'
import type { ClaimKind } from '../../../worker/domain/event.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { l } from '../later-texts.ts'
import { type PageProps, PageScreen } from '../parts/PageScreen.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { t } from '../texts.ts'

/** What can be wrong at this moment: at the door, after a failed visit, after a hand-over. */
function kindsFor({ view }: PageProps['page']): ClaimKind[] {
  if (view.receipt) return ['not-received', 'no-code-asked', 'damaged', 'other']
  if (view.state === 'out-for-delivery') return ['damaged', 'wrong', 'other']
  return ['nobody-came', 'no-code-asked', 'other']
}

/** A claim (R21): its kind, and a sentence where one is needed. */
export function Claim(props: PageProps) {
  const { page } = props
  const kinds = kindsFor(page)
  const atDoor = page.view.state === 'out-for-delivery' && !page.view.receipt
  const [kind, setKind] = useState<ClaimKind | null>(null)
  const [text, setText] = useState('')
  const [missing, setMissing] = useState<'choose' | 'say' | null>(null)
  const back = () => page.choose({ panel: null })
  const send = async (event: Event) => {
    event.preventDefault()
    if (page.busy) return
    const said = text.trim()
    if (!kind) return setMissing('choose')
    if (kind === 'other' && !said) return setMissing('say')
    const done = await page.act('claim', said ? { kind, text: said } : { kind })
    if (done === null) return
    page.learn({ claim: { kind, open: atDoor } })
    page.choose({ panel: null })
  }
  return (
    <form onSubmit={send} noValidate>
      <PageScreen
        {...props}
        heading={l('claim.title')}
        lead={l(atDoor ? 'claim.door' : 'claim.after')}
        onBack={back}
        actions={
          <>
            <Trouble page={page} />
            <Button type="submit" busy={page.busy === 'claim'}>
              {l('claim.send')}
            </Button>
            <Button kind="secondary" onClick={back}>
              {t('back')}
            </Button>
          </>
        }
      >
        <fieldset class="choices" aria-describedby="claim-missing">
          <legend class="sr">{l('claim.kind')}</legend>
          {kinds.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="kind"
                checked={kind === one}
                onChange={() => {
                  setKind(one)
                  setMissing(null)
                }}
              />
              <span>{l(`claim.${one}`)}</span>
            </label>
          ))}
          <p class="error" id="claim-missing" role="alert">
            {missing === 'choose' ? l('claim.choose') : null}
          </p>
        </fieldset>
        <Field
          label={l('claim.text')}
          hint={kind === 'other' ? undefined : l('claim.optional')}
          error={missing === 'say' ? l('claim.say') : undefined}
          multiline
          value={text}
          onInput={(said) => {
            setText(said)
            setMissing(null)
          }}
          input={{ maxLength: 2000 }}
        />
      </PageScreen>
    </form>
  )
}

/** A claim at the door is being decided: nothing else can be done, and nobody has to wait in the doorway. */
export function ClaimOpen(props: PageProps) {
  return (
    <PageScreen {...props} heading={l('claim.wait')} lead={l('claim.waitText')}>
      <section class="card">{l('claim.waitTip')}</section>
      <p class="muted small">{t('wait.self')}</p>
    </PageScreen>
  )
}
