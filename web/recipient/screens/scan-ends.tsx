import { Button } from '../../ui/Button.tsx'
import { Outcome } from '../../ui/Outcome.tsx'
import { l } from '../later-texts.ts'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { t } from '../texts.ts'

/** Shows the error window of a wrong label (R20): nothing of the other shipment, and one way on. */
export function Mismatch({ page }: DeliveryPageProps) {
  const { left, unsent } = page.ui.wrong ?? { left: 0 }
  return (
    <Outcome
      kind="wrong"
      title={l('wrong.title')}
      text={l(page.view.hold?.ready ? 'wrong.counter' : 'wrong.text')}
      next={{ label: l('wrong.again'), onClick: () => page.choose({ wrong: null }) }}
    >
      {unsent ? <p>{l('wrong.unsent')}</p> : null}
      <p class="gentle">{l('wrong.left', { count: left })}</p>
    </Outcome>
  )
}

/** Shows that ten labels were wrong (R19): scanning is over, but the other ways stay. */
export function Locked(props: DeliveryPageProps) {
  const { secret, hold } = props.page.view
  if (hold?.ready) return <LockedAtCounter {...props} />
  return (
    <PageScreen
      {...props}
      heading={l('locked.title')}
      lead={l('locked.text')}
      actions={
        secret ? (
          <Button onClick={() => props.page.choose({ panel: 'code' })}>{t('code.title')}</Button>
        ) : null
      }
    >
      <section class="card">{l(secret ? 'locked.code' : 'locked.courier')}</section>
    </PageScreen>
  )
}

function LockedAtCounter(props: DeliveryPageProps) {
  const back = () => props.page.choose({ panel: null })
  return (
    <PageScreen
      {...props}
      heading={l('locked.title')}
      lead={l('locked.text')}
      onBack={back}
      actions={<Button onClick={back}>{t('back')}</Button>}
    >
      <section class="card">{l('locked.counter')}</section>
    </PageScreen>
  )
}
