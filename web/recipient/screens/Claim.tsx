import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { inHand, type Wrong, wrongs } from '../claims.ts'
import { l } from '../later-texts.ts'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { Photos } from '../photos/Photos.tsx'
import { usePhotos } from '../photos/use-photos.ts'
import { t } from '../texts.ts'

/** Asks what is wrong (R21): its kind, and a sentence where one is needed. "Not me" is sent as such. */
export function Claim(props: DeliveryPageProps) {
  const { page } = props
  const { view, ui } = page
  const stops = inHand(view)
  const kinds = wrongs(view)
  const [kind, setKind] = useState<Wrong | null>(kinds.find((one) => one === ui.kind) ?? null)
  const [text, setText] = useState('')
  const [missing, setMissing] = useState<'choose' | 'say' | null>(null)
  const photos = usePhotos(view.deliveryId)
  const back = () => page.choose({ panel: view.receipt ? 'receipt' : null, kind: null })
  const send = async (event: Event) => {
    event.preventDefault()
    if (page.busy || photos.busy) return
    const said = text.trim()
    if (!kind) return setMissing('choose')
    if (kind === 'other' && !said) return setMissing('say')
    const photoIds = photos.photos.flatMap(({ id }) => id ?? [])
    const beside = { ...(said && { text: said }), ...(photoIds.length > 0 && { photoIds }) }
    const done =
      kind === 'not-me'
        ? await page.act(api.deliveries.notMe, {})
        : await page.act(api.deliveries.claim, { kind, ...beside })
    if (done === null) return
    if (kind !== 'not-me') page.learn({ claim: { kind, open: stops } })
    if (!stops) page.learn({ said: [...view.said, kind] })
    back()
  }
  return (
    <form onSubmit={send} noValidate>
      <PageScreen
        {...props}
        heading={l('claim.title')}
        lead={l(stops ? (view.hold?.ready ? 'claim.counter' : 'claim.door') : 'claim.after')}
        onBack={back}
        actions={
          <>
            <Trouble page={page} />
            {photos.busy ? <p class="small muted">{l('photos.wait')}</p> : null}
            <Button type="submit" busy={page.busy !== null} disabled={photos.busy}>
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
              <span>{l(one === 'not-me' && view.receipt ? 'claim.not-me.past' : `claim.${one}`)}</span>
            </label>
          ))}
          <p class="error" id="claim-missing" role="alert">
            {missing === 'choose' ? l('claim.choose') : null}
          </p>
        </fieldset>
        {kind === 'not-me' ? null : (
          <>
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
            <Photos state={photos} />
          </>
        )}
      </PageScreen>
    </form>
  )
}

/** Shows that a claim is being decided. Nothing else can be done, and nobody has to wait. */
export function ClaimOpen(props: DeliveryPageProps) {
  const counter = props.page.view.hold !== null
  return (
    <PageScreen
      {...props}
      heading={l('claim.wait')}
      lead={l(counter ? 'claim.waitCounter' : 'claim.waitText')}
    >
      <section class="card">{l(counter ? 'claim.tipCounter' : 'claim.waitTip')}</section>
      <p class="muted small">{t('wait.self')}</p>
    </PageScreen>
  )
}
