import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { EventLine, ShipmentView } from '../../../worker/api/shipments/answers.ts'
import type { PersonalView } from '../../../worker/api/shipments/evidence.ts'
import { api } from '../../api/call.ts'
import { useGet } from '../../office/use-get.ts'
import { load as loadTimeline } from '../../timeline/texts.ts'
import { Badge } from '../../ui/bits.tsx'
import { PageFrame, ReadFailed, RowsSkeleton, StateBadge } from '../parts.tsx'
import { load as loadRequests } from '../requests/texts.ts'
import { to } from '../route.ts'
import { Timeline } from '../timeline/Timeline.tsx'
import { usePoll } from '../use-poll.ts'
import { Actions } from './Actions.tsx'
import { Conflicts } from './Conflicts.tsx'
import { ContactPanel } from './ContactPanel.tsx'
import { EvidencePack } from './EvidencePack.tsx'
import { Parcels, Receipts, RecipientFacts, ShipmentFacts } from './facts.tsx'
import { HoldPanel } from './HoldPanel.tsx'
import { KeptData } from './KeptData.tsx'
import { OpenClaim } from './OpenClaim.tsx'
import { PaymentCard } from './PaymentCard.tsx'
import { load as loadTexts, t } from './texts.ts'
import { useEvents } from './use-events.ts'
import { Waiting } from './Waiting.tsx'
import './shipment.css'

export const load = async () => {
  await Promise.all([loadTexts(), loadTimeline(), loadRequests()])
}

/** The states in which nothing is kept at a point any more, so that the hold does not matter. */
const ENDED = ['handed-over', 'cancelled']

/** A payment is made elsewhere, by whoever pays and by the bank, while a dispatcher waits for it here. */
const PAYMENT_EVERY_MS = 5_000
const nothing = () => {}

/** Shows one shipment: its facts, what can be done about it, and everything that happened. */
export default function Shipment({ id }: { id: string }) {
  const { value: shipment, failure, reload } = useGet(api.shipments.read, { id })
  const events = useEvents(id)
  const personal = useGet(api.shipments.personal, { id })
  const names = useNames()
  const changed = () => {
    reload()
    events.reload()
    personal.reload()
  }
  usePoll(shipment?.payment ? reload : nothing, PAYMENT_EVERY_MS)
  const shown = useRef<number>(undefined)
  useEffect(() => {
    // What came by itself stands in the history too.
    if (shown.current !== undefined && shipment && shipment.seq > shown.current) events.reload()
    shown.current = shipment?.seq ?? shown.current
  }, [shipment?.seq])
  const back = { href: to.shipments, label: t('back') }
  if (!shipment)
    return (
      <PageFrame heading={t('facts')} back={back}>
        {failure ? <ReadFailed failure={failure} onRetry={changed} /> : <RowsSkeleton />}
      </PageFrame>
    )
  return (
    <PageFrame
      heading={shipment.waybill}
      back={back}
      badges={
        <>
          <StateBadge state={shipment.state} />
          {shipment.secured ? (
            <Badge tone="accent" icon="⬢">
              {t('secured')}
            </Badge>
          ) : (
            <Badge>{t('ordinary')}</Badge>
          )}
        </>
      }
    >
      {failure ? <ReadFailed failure={failure} onRetry={changed} /> : null}
      <Actions shipment={shipment} onDone={changed} />
      {shipment.claim?.open ? <OpenClaim shipment={shipment} onDone={changed} /> : null}
      <Conflicts
        shipment={shipment}
        log={(events.items ?? []) as EventLine[]}
        names={names}
        onDone={changed}
      />
      <ContactPanel shipment={shipment} names={names} onDone={changed} />
      <Waiting id={shipment.id} onEnded={changed} />
      <div class="two">
        <div class="stack">
          {ENDED.includes(shipment.state) ? null : <HoldPanel shipment={shipment} />}
          <RecipientFacts shipment={shipment} />
          {shipment.payment ? (
            <PaymentCard
              shipment={shipment}
              payment={shipment.payment}
              log={events.items as EventLine[] | undefined}
              onDone={changed}
            />
          ) : null}
          <Parcels shipment={shipment} />
          <ShipmentFacts shipment={shipment} names={names} />
          {shipment.receipts.length > 0 ? <Receipts shipment={shipment} /> : null}
          <EvidencePack shipment={shipment} />
          <KeptData personal={personal} />
        </div>
        <section class="card">
          <h2 class="card-title">{t('history')}</h2>
          <History events={events} names={names} shipment={shipment} personal={personal.value} />
        </section>
      </div>
    </PageFrame>
  )
}

function History({
  events,
  names,
  shipment,
  personal,
}: {
  events: ReturnType<typeof useEvents>
  names: ReadonlyMap<string, string>
  shipment: ShipmentView
  personal: PersonalView | undefined
}) {
  const { items, failure, reload } = events
  if (failure) return <ReadFailed failure={failure} onRetry={reload} />
  if (!items) return <RowsSkeleton rows={5} />
  if (items.length === 0) return <p class="muted">{t('historyEmpty')}</p>
  return (
    <Timeline
      events={items as EventLine[]}
      names={names}
      severalParcels={shipment.parcels.length > 1}
      shipmentId={shipment.id}
      personal={personal}
    />
  )
}

/** Reads the names of couriers and dispatchers for the history. Without them it shows the role. */
function useNames(): ReadonlyMap<string, string> {
  const couriers = useGet(api.people.list, {}, { role: 'courier' }).value
  const dispatchers = useGet(api.people.list, {}, { role: 'dispatcher' }).value
  return useMemo(
    () =>
      new Map(
        [...(couriers?.items ?? []), ...(dispatchers?.items ?? [])].map((person) => [person.id, person.name]),
      ),
    [couriers, dispatchers],
  )
}
