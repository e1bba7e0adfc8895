import { day } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { claimStands } from '../claims.ts'
import { l } from '../later-texts.ts'
import { Bring } from '../parts/Bring.tsx'
import { Extend } from '../parts/Extend.tsx'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { PointCard } from '../parts/PointCard.tsx'
import { Suspended } from '../parts/Suspended.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { Whereabouts } from '../parts/Whereabouts.tsx'
import { Thanks, Wrong } from '../parts/Wrong.tsx'
import { sumOf } from '../sum-of.ts'
import { t } from '../texts.ts'

/**
 * Shows a parcel addressed to a point from the start and not on its way there yet: nobody comes to the door.
 */
export function ToPoint(props: DeliveryPageProps) {
  const { point, sender } = props.page.view
  return (
    <PageScreen {...props} heading={l('point.title')} lead={l('point.lead', { sender })}>
      {point ? <PointCard point={point} /> : null}
      <p class="muted small">{t('wait.self')}</p>
    </PageScreen>
  )
}

/** Shows a parcel on its way to a point (R14): where, its hours, that a message follows, what to bring. */
export function Held(props: DeliveryPageProps) {
  const { page } = props
  const { point, hold, sender, suspended } = page.view
  // A parcel is missing, and no other parcel is on its way (R26).
  const lost = hold !== null && hold.parcels.missing > 0 && hold.parcels.coming === 0
  const lead = lost ? l('lost.lead') : l(hold?.fromDoor === false ? 'point.lead' : 'held.lead', { sender })
  const nobody = hold?.fromDoor !== false && !claimStands(page.view, 'nobody-came')
  const opens = hold?.opens.filter((proof) => proof !== 'identity' || suspended.length === 0) ?? []
  return (
    <PageScreen
      {...props}
      heading={l(lost ? 'lost.title' : hold?.fromDoor === false ? 'point.title' : 'held.title')}
      lead={lead}
      actions={
        <>
          <Trouble page={page} />
          {nobody ? (
            <Button kind="secondary" onClick={() => page.choose({ panel: 'claim', kind: 'nobody-came' })}>
              {l('failed.nobody')}
            </Button>
          ) : null}
        </>
      }
    >
      <Thanks page={page} />
      <Suspended page={page} />
      {point ? <PointCard point={point} zone={hold?.zone} /> : null}
      {hold ? <Whereabouts view={page.view} /> : null}
      {hold && !lost && opens.length > 0 ? <Bring opens={opens} /> : null}
      {hold?.extended ? <p class="muted small">{l('extend.done')}</p> : <Extend page={page} />}
      <Wrong page={page} />
      <p class="muted small">{t('wait.self')}</p>
    </PageScreen>
  )
}

/** Shows that the link ended while the page was open: what became of the parcel, and whom to ask. */
export function Over(props: DeliveryPageProps) {
  const { state, sender, hold } = props.page.view
  if (props.page.ui.ended)
    return (
      <PageScreen
        {...props}
        heading={l(hold ? 'over.waiting' : 'over.ended')}
        lead={l(hold ? 'over.waitingText' : 'over.endedText')}
      >
        <section class="card stack">
          <h2>{l('failed.next')}</h2>
          <p>{l('over.ask', { sender })}</p>
        </section>
      </PageScreen>
    )
  const end = state === 'cancelled' || state === 'returned' ? state : 'handed-over'
  const { payment } = props.page.view
  return (
    <PageScreen {...props} heading={l(`over.${end}`)} lead={l('over.text', { sender })}>
      {payment?.state === 'refunded' ? (
        <section class="card">{l('over.refunded', { amount: sumOf(payment) })}</section>
      ) : null}
    </PageScreen>
  )
}

/** Says until which day the parcel is stored. */
export const untilLine = (until: string, left: number): string =>
  left === 0 ? l('ready.today') : l('ready.until', { day: day(until, 'UTC'), count: left })
