import { Button } from '../../ui/Button.tsx'
import { daysLeft } from '../days.ts'
import { l } from '../later-texts.ts'
import { Extend } from '../parts/Extend.tsx'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { PointCard } from '../parts/PointCard.tsx'
import { Secret } from '../parts/Secret.tsx'
import { Suspended } from '../parts/Suspended.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { Whereabouts } from '../parts/Whereabouts.tsx'
import { Thanks, Wrong } from '../parts/Wrong.tsx'
import { untilLine } from './Hold.tsx'

/** Shows a parcel ready at its point (R28, R29): what opens it there, where that is, and until when. */
export function Ready(props: DeliveryPageProps) {
  const { page } = props
  const { view } = page
  const { hold, point, secret, parcels, accepts } = view
  if (!hold || !point) return null
  const rest = parcels.handedOver > 0
  const link = accepts.includes('link')
  // A scan is offered where only it reveals the codes (R7), or where it is a proof of its own (R28).
  const scan = view.scans && view.wrongLabelsLeft > 0 && (link || !secret)
  const begun = link && parcels.scanned > 0
  const go = () => page.choose({ panel: begun ? null : 'scan' })
  const until = hold.until ? untilLine(hold.until, daysLeft(hold.until, hold.zone)) : ''
  return (
    <PageScreen
      {...props}
      heading={rest ? l('ready.rest') : l('ready.title', { count: hold.parcels.here })}
      lead={
        <>
          {until}
          {hold.extended ? ` ${l('extend.done')}` : null}
        </>
      }
      actions={
        <>
          <Trouble page={page} />
          {scan ? (
            <Button onClick={go}>{l(begun ? 'ready.goOn' : link ? 'ready.scan' : 'ready.reveal')}</Button>
          ) : null}
        </>
      }
    >
      <Thanks page={page} />
      <Suspended page={page} />
      {secret ? (
        <>
          <p class="never">{l('ready.never')}</p>
          <Secret
            secret={secret}
            qrLabel={l('ready.qr')}
            qrLine={l(secret.pin ? 'ready.orQr' : 'ready.onlyQr')}
          />
        </>
      ) : null}
      <Ways {...props} />
      <PointCard point={point} zone={hold.zone} />
      <Whereabouts view={view} />
      <Extend page={page} />
      <Wrong page={page} />
    </PageScreen>
  )
}

/** Shows what else opens the parcel at the counter, beside a code on this page. */
function Ways({ page }: DeliveryPageProps) {
  const { hold, secret, scans, accepts, reveal, suspended } = page.view
  if (!hold) return null
  const used = hold.attemptsLeft === 0
  // Not all parcels have arrived, so no message has told the new code yet (R28).
  const later = !secret && reveal === 'message' && (accepts.includes('pin') || accepts.includes('qr'))
  const identity = hold.accepts.includes('identity') && suspended.length === 0
  const link = accepts.includes('link') && scans
  return (
    <>
      {used ? <section class="card warn">{l(identity ? 'ready.used' : 'ready.usedUp')}</section> : null}
      {link || identity ? (
        <section class="card stack">
          <h2>{l(secret ? 'ready.without' : 'ready.with')}</h2>
          <ul class="ways">
            {link ? <li>{l('ready.byLink')}</li> : null}
            {identity ? <li>{l('ready.byIdentity')}</li> : null}
            {later ? <li>{l('ready.codeLater')}</li> : null}
          </ul>
        </section>
      ) : null}
    </>
  )
}
