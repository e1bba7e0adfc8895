import type { DeliveryData } from '../../../worker/api/deliveries/answers.ts'
import { api } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { useFreshScreen } from '../../ui/fresh-screen.ts'
import { scanCount } from '../flow.ts'
import { l } from '../later-texts.ts'
import { type DeliveryPageProps, PageScreen } from '../parts/PageScreen.tsx'
import { Trouble } from '../parts/Trouble.tsx'
import { doOrKeep } from '../send.ts'
import { unsentLabels } from '../unsent.ts'

/** Shows the delivery's data (R20), its parcels one by one (R24), and "no claims" or a claim (R21). */
export function Check(props: DeliveryPageProps) {
  const { page } = props
  const { delivery } = page.view
  const { scanned, of } = scanCount(page.view)
  const complete = scanned >= of
  const counter = page.view.hold?.ready
  const shown = delivery?.parcels.filter((parcel) => parcel.here || parcel.handedOver) ?? []
  const confirm = async () => {
    const answer = await doOrKeep(page, api.deliveries.confirm, { noClaims: true })
    if (!answer) return
    // What waits is no news of the server's.
    if (answer !== 'kept') page.learn({ noClaims: true })
    page.choose({ recheck: false })
  }
  // Other buttons come where the tapped ones were.
  useFreshScreen(page.ui.onlyThese)
  const claim = () => page.choose({ panel: 'claim' })
  const unchecked = unsentLabels(page.unsent)
  return (
    <PageScreen
      {...props}
      heading={l('check.title')}
      lead={l(unchecked.length > 0 ? 'check.unchecked' : 'check.lead')}
      onBack={counter ? () => page.choose({ panel: 'code' }) : undefined}
      actions={
        <>
          {page.trouble === 'other-count' ? (
            <Banner kind="error">{l('check.otherCount')}</Banner>
          ) : (
            <Trouble page={page} />
          )}
          {complete || page.ui.onlyThese ? (
            <>
              <Button onClick={confirm} busy={page.busy === api.deliveries.confirm}>
                {l('check.yes')}
              </Button>
              <Button kind="secondary" onClick={claim}>
                {l('check.claim')}
              </Button>
            </>
          ) : (
            <>
              <Button onClick={() => page.choose({ adding: true })}>{l('check.next')}</Button>
              <Button kind="secondary" onClick={() => page.choose({ onlyThese: true })}>
                {l(counter ? 'check.onlyCounter' : 'check.only')}
              </Button>
              <button type="button" class="quiet" onClick={claim}>
                {l('check.claim')}
              </button>
            </>
          )}
        </>
      }
    >
      {page.ui.onlyThese && !complete ? (
        <section class="card warn stack" role="status">
          <h2>{l('check.some', { count: scanned, of })}</h2>
          <p>{l(counter ? 'check.someCounter' : 'check.someText')}</p>
          <button type="button" class="quiet" onClick={() => page.choose({ adding: true })}>
            {l('check.next')}
          </button>
        </section>
      ) : null}
      {shown.length > 1 ? <Parcels parcels={shown} /> : null}
      {unchecked.length > 0 ? <Unchecked labels={unchecked} /> : null}
      {delivery ? <Data delivery={delivery} scanned={scanned} of={of} /> : null}
    </PageScreen>
  )
}

/** Shows what was scanned without a network. It is not known yet whether it is of this delivery. */
const Unchecked = ({ labels }: { labels: string[] }) => (
  <ul class="card parcels">
    {labels.map((label) => (
      <li key={label} data-state="notYet">
        <span aria-hidden="true">○</span>
        <span class="label">
          {label}
          <br />
          <span class="small muted">{l('check.later')}</span>
        </span>
      </li>
    ))}
  </ul>
)

function Data({ delivery, scanned, of }: { delivery: DeliveryData; scanned: number; of: number }) {
  const { waybill, sender, recipientName, address } = delivery
  const { line1, line2, postcode, city } = address
  const place = [`${postcode} ${city}`.trim(), line1, line2].filter(Boolean).join(', ')
  return (
    <dl class="card facts">
      <dt>{l('waybill')}</dt>
      <dd class={waybill.length <= 16 ? 'whole' : undefined}>{waybill}</dd>
      <dt>{l('sender')}</dt>
      <dd>{sender}</dd>
      {recipientName ? (
        <>
          <dt>{l('recipient')}</dt>
          <dd>{recipientName}</dd>
        </>
      ) : null}
      {place ? (
        <>
          <dt>{l('address')}</dt>
          <dd>{place}</dd>
        </>
      ) : null}
      <dt>{l('parcels')}</dt>
      <dd>
        {l('countOf', { count: scanned, of })}
        {scanned >= of ? ' ✓' : ''}
      </dd>
    </dl>
  )
}

function Parcels({ parcels }: Pick<DeliveryData, 'parcels'>) {
  return (
    <ul class="card parcels">
      {parcels.map(({ label, scanned, handedOver }) => {
        const state = handedOver ? 'received' : scanned ? 'scanned' : 'notYet'
        return (
          <li key={label} data-state={state}>
            <span aria-hidden="true">{state === 'notYet' ? '○' : '✓'}</span>
            <span class="label">{label}</span>
            {/* The tick already shows "scanned" to the eye, and the label needs the width. */}
            <span class={state === 'scanned' ? 'sr' : 'small muted'}>{l(state)}</span>
          </li>
        )
      })}
    </ul>
  )
}
