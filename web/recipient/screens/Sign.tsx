import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import type { SignatureValue } from '../../sign/strokes.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, Skeleton } from '../../ui/bits.tsx'
import { Field } from '../../ui/Field.tsx'
import { useLazy } from '../../ui/hooks.ts'
import { l } from '../later-texts.ts'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { doOrKeep } from '../send.ts'
import { t } from '../texts.ts'

/** Asks for the signature, drawn or typed with equal weight, and an optional comment, and finishes (R22). */
export function Sign(props: DeliveryPageProps) {
  const { page } = props
  const { signature: wanted, parcels, hold } = page.view
  const [signature, setSignature] = useState<SignatureValue | undefined>(undefined)
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState(false)
  const finish = async () => {
    if (wanted && !signature) return setMissing(true)
    const said = comment.trim()
    const answer = await doOrKeep(page, api.deliveries.finish, {
      ...(signature && { signature }),
      ...(said && { comment: said }),
    })
    if (!answer || answer === 'kept') return
    if (answer.outcome === 'handed-over') page.learn({ receipt: answer.receipt })
    if (answer.outcome !== 'waiting' || !hold) return
    page.learn({ hold: { ...hold, waiting: true } })
    page.choose({ finished: true })
  }
  return (
    <PageScreen
      {...props}
      heading={l(wanted ? 'sign.title' : 'sign.titleNone')}
      lead={l('sign.lead', { count: parcels.scanned })}
      onBack={() => page.choose({ recheck: true })}
      actions={
        <>
          {missing ? (
            <p class="error" role="alert">
              {l('sign.missing')}
            </p>
          ) : null}
          <Trouble page={page} />
          <Button onClick={finish} busy={page.busy === api.deliveries.finish}>
            {l(hold?.ready ? 'sign.counter' : 'sign.finish')}
          </Button>
        </>
      }
    >
      {page.ui.finished ? <Banner>{l('clerk.lapsed')}</Banner> : null}
      {wanted ? (
        <Pad
          onChange={(value) => {
            setSignature(value)
            if (value) setMissing(false)
          }}
        />
      ) : null}
      <Field
        label={l('sign.comment')}
        value={comment}
        onInput={setComment}
        input={{ maxLength: 1000, autoComplete: 'off' }}
      />
    </PageScreen>
  )
}

function Pad({ onChange }: { onChange: (value: SignatureValue | undefined) => void }) {
  const part = useLazy(() => import('../../sign/SignaturePad.tsx'))
  if (part.state === 'ready') return <part.value.SignaturePad onChange={onChange} />
  if (part.state === 'loading') return <Skeleton height="330px" />
  return (
    <section class="card stack" role="alert">
      <p>{t('loadFailed')}</p>
      <Button kind="secondary" onClick={part.retry}>
        {t('again')}
      </Button>
    </section>
  )
}
