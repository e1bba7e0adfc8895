import { useState } from 'preact/hooks'
import { type AnswerAt, api } from '../../api/call.ts'
import { usePages } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { More, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to } from '../route.ts'
import { Paper } from './Paper.tsx'
import { PickCouriers } from './PickCouriers.tsx'
import { t } from './texts.ts'
import './devices.css'

export { load } from './texts.ts'

/**
 * Prints an invitation for each chosen courier (R40). The invitations live in this component alone, so leaving the page
 * forgets them.
 */
export default function MorningSheet() {
  const couriers = usePages(api.people.list, {}, { role: 'courier' }, { all: true })
  const providers = usePages(api.people.listProviders, {}, {}, { all: true })
  const devices = usePages(api.devices.list, {}, { revoked: 'no' }, { all: true })
  const [sheet, setSheet] = useState<AnswerAt<typeof api.people.inviteAll>['items']>()
  const { busy, failure: refused, send, forget } = useSend()
  const make = async (courierIds: string[]) => {
    const answer = await send(api.people.inviteAll, {}, { courierIds })
    if (answer?.ok) setSheet(answer.data.items)
  }
  const back = { href: to.people, label: t('people') }
  if (sheet)
    return (
      <PageFrame
        heading={t('sheet')}
        back={back}
        actions={
          <>
            <Button small kind="secondary" onClick={() => setSheet(undefined)}>
              {t('another')}
            </Button>
            <Button small onClick={() => print()}>
              {t('print')}
            </Button>
          </>
        }
      >
        <Paper invitations={sheet} />
      </PageFrame>
    )
  const lists = [couriers, providers, devices]
  const failure = lists.find((list) => list.failure)?.failure
  const reload = () => {
    for (const list of lists) list.reload()
  }
  const ready = couriers.items && providers.items && devices.items
  return (
    <PageFrame heading={t('sheet')} back={back}>
      <p class="muted">{t('sheetLead')}</p>
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!ready && !failure ? <RowsSkeleton rows={6} /> : null}
      {couriers.items?.length === 0 ? (
        <EmptyState title={t('noCouriers')}>
          <a href={to.people}>{t('toCouriers')}</a>
        </EmptyState>
      ) : null}
      {ready && couriers.items && couriers.items.length > 0 ? (
        <PickCouriers
          couriers={couriers.items}
          providers={providers.items ?? []}
          devices={devices.items ?? []}
          busy={busy}
          failure={refused}
          onChange={forget}
          onMake={(ids) => void make(ids)}
        />
      ) : null}
      <More more={couriers.more} busy={couriers.busy} />
    </PageFrame>
  )
}
