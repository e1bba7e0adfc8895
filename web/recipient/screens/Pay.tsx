import type { RecipientView } from '../../../worker/api/deliveries/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { inHand } from '../claims.ts'
import { daysLeft } from '../days.ts'
import { mayClaim } from '../flow.ts'
import { l } from '../later-texts.ts'
import { Extend } from '../parts/Extend.tsx'
import { NotMe } from '../parts/NotMe.tsx'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { PointCard } from '../parts/PointCard.tsx'
import { Suspended } from '../parts/Suspended.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { Thanks, Wrong } from '../parts/Wrong.tsx'
import { usePaying } from '../paying.ts'
import { sumOf } from '../sum-of.ts'
import { untilLine } from './Hold.tsx'

/** Asks for the payment that comes before the code and the hand-over (R30). It is made at the provider's own page. */
export function Pay(props: DeliveryPageProps) {
  const { page } = props
  const { view } = page
  const { paying, pay } = usePaying(page)
  const { payment, hold, point, sender } = view
  if (!payment) return null
  const amount = sumOf(payment)
  const back = paying === 'checking' || paying === 'not-there'
  const until = hold?.ready && hold.until ? untilLine(hold.until, daysLeft(hold.until, hold.zone)) : null
  return (
    <PageScreen
      {...props}
      heading={l('pay.title', { amount })}
      lead={l(`pay.${unlocks(view)}`, { sender })}
      actions={
        <>
          {page.trouble === 'payment-unavailable' ? (
            <Banner kind="error">{l('pay.unavailable')}</Banner>
          ) : (
            <Trouble page={page} />
          )}
          <Button onClick={pay} busy={paying === 'opening' || paying === 'checking'}>
            {paying === 'opening' ? l('pay.opening') : back ? l('pay.goOn') : l('pay.button', { amount })}
          </Button>
        </>
      }
    >
      {back ? (
        <section class="card live" data-now={paying === 'checking' ? 'waiting' : 'open'} role="status">
          <i aria-hidden="true" />
          <p>{l(paying === 'checking' ? 'pay.checking' : 'pay.notThere')}</p>
        </section>
      ) : null}
      <p>{l('pay.where')}</p>
      <p class="never">{l('pay.never')}</p>
      {view.state === 'at-depot' ? <p class="muted small">{l('pay.visit')}</p> : null}
      <Thanks page={page} />
      <Suspended page={page} />
      {until ? <p>{until}</p> : null}
      {point ? <PointCard point={point} zone={hold?.zone} /> : null}
      <Extend page={page} />
      {reports(view) ? <Wrong page={page} /> : <NotMe page={page} />}
    </PageScreen>
  )
}

/** What the payment leads to on this page. */
function unlocks({ accepts }: RecipientView): 'code' | 'link' | 'parcel' {
  if (accepts.includes('pin') || accepts.includes('qr')) return 'code'
  return accepts.includes('link') ? 'link' : 'parcel'
}

/** Whether there is anything to report yet: at the door only once the courier is there. */
const reports = (view: RecipientView): boolean => mayClaim(view) && (!inHand(view) || view.arrivedAt !== null)
