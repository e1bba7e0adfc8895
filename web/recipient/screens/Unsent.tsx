import { Button } from '../../ui/Button.tsx'
import { l } from '../later-texts.ts'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { t } from '../texts.ts'

/** Shows that all is done here and waits for a network: nothing is confirmed before this page turns green. */
export function Unsent(props: DeliveryPageProps) {
  const { page } = props
  const { unsent, view } = page
  if (!unsent) return null
  const discard = () => {
    page.keep(() => null)
    page.choose({ recheck: false, onlyThese: false })
    void page.refresh()
  }
  const resume = () => page.keep((now) => now && { ...now, asks: false, finishedAt: Date.now() })
  const heading = unsent.asks ? 'unsent.ask' : 'unsent.title'
  return (
    <PageScreen
      {...props}
      heading={l(heading)}
      lead={l(unsent.asks ? 'unsent.askText' : 'unsent.lead')}
      actions={
        <>
          {unsent.asks ? <Button onClick={resume}>{l('unsent.resume')}</Button> : null}
          {view.secret ? (
            <Button kind="secondary" onClick={() => page.choose({ panel: 'code' })}>
              {t('code.show')}
            </Button>
          ) : null}
          <button type="button" class="quiet" onClick={discard}>
            {l('unsent.discard')}
          </button>
        </>
      }
    >
      {unsent.asks ? null : (
        <section class="card live" data-now="waiting" role="status">
          <i aria-hidden="true" />
          <div>
            <strong>{l('unsent.waiting')}</strong>
            <p class="muted small">{l('unsent.courier')}</p>
          </div>
        </section>
      )}
      <ul class="card parcels">
        {[
          l('unsent.scanned', { count: view.parcels.scanned }),
          l('unsent.confirmed'),
          ...(view.signature ? [l('unsent.signed')] : []),
        ].map((done) => (
          <li key={done} data-state="scanned">
            <span aria-hidden="true">✓</span>
            <span>{done}</span>
          </li>
        ))}
        <li data-state="notYet">
          <span aria-hidden="true">○</span>
          <span>{l('unsent.checked')}</span>
        </li>
      </ul>
    </PageScreen>
  )
}
