import { Button } from '../../ui/Button.tsx'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { t } from '../texts.ts'

/** Shows before the visit what will happen at the door, so that nothing there is a surprise. */
export function Waiting(props: DeliveryPageProps) {
  const { page } = props
  const { accepts, state, sender, reveal, scans } = page.view
  const underway = state === 'out-for-delivery'
  const secured = accepts.length > 0
  const code = accepts.includes('pin') || accepts.includes('qr')
  const link = accepts.includes('link')
  const atArrival = code && reveal === 'arrival'
  const steps = [
    ...(atArrival ? [t('wait.arrival')] : []),
    ...(scans && (link || !atArrival) ? [t('wait.scan')] : []),
    ...(link ? [t('wait.check'), t('wait.sign')] : []),
    ...(code && reveal === 'scan' && !link ? [t('wait.reveal')] : []),
    ...(code && !scans ? [t('wait.code')] : []),
  ]
  return (
    <PageScreen
      {...props}
      heading={t(underway ? 'wait.underway' : 'wait.prepared')}
      lead={t(secured ? 'wait.why' : 'wait.ordinary', { sender })}
      actions={
        underway && atArrival && scans ? (
          <Button kind="secondary" onClick={() => page.choose({ panel: 'scan' })}>
            {t('code.scan')}
          </Button>
        ) : null
      }
    >
      {secured ? (
        <section class="card stack">
          <h2>{t('wait.door')}</h2>
          <ol class="steps">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
      ) : null}
      {code ? <p class="never">{t('wait.never')}</p> : null}
      <p class="muted small">{t('wait.self')}</p>
    </PageScreen>
  )
}
