import { useEffect } from 'preact/hooks'
import { Button } from '../../ui/Button.tsx'
import { l } from '../later-texts.ts'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { t } from '../texts.ts'

/** The wait lapses without an event, so the page polls. */
const ASK_MS = 10_000

/** Shows that this phone has finished. The clerk's scan of the same label is the other half (R28). */
export function Clerk(props: DeliveryPageProps) {
  const { page } = props
  useEffect(() => {
    const timer = setInterval(() => void page.refresh(), ASK_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <PageScreen
      {...props}
      heading={l('clerk.title', { count: page.view.parcels.scanned })}
      lead={l('clerk.lead')}
      actions={
        <Button kind="secondary" onClick={() => page.choose({ panel: 'claim' })}>
          {l('check.claim')}
        </Button>
      }
    >
      <section class="card live" data-now="waiting" role="status">
        <i aria-hidden="true" />
        <div>
          <strong>{l('clerk.waiting')}</strong>
          <p class="muted small">{l('clerk.minutes')}</p>
        </div>
      </section>
      <p class="muted small">{t('wait.self')}</p>
    </PageScreen>
  )
}
