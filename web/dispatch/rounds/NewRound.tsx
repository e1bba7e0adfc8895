import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { api } from '../../api/call.ts'
import {
  dayOf,
  type PlanError,
  planErrors,
  plannableShipments,
  refusedOf,
  STOPS_MAX,
} from '../../office/plan.ts'
import { useGet, usePages } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { Field } from '../../ui/Field.tsx'
import { CourierSelect } from '../CourierSelect.tsx'
import { ActionError, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to } from '../route.ts'
import { PickTable } from './PickTable.tsx'
import { t } from './texts.ts'
import './rounds.css'

export { load } from './texts.ts'

/** Creates a round: who, when, and which shipments. */
export default function NewRound() {
  const { route } = useLocation()
  const today = dayOf(new Date())
  const [courierId, setCourier] = useState('')
  const [date, setDate] = useState(today)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [errors, setErrors] = useState<PlanError[]>([])
  const couriers = useGet(api.people.list, {}, { role: 'courier' })
  const announced = usePages(api.shipments.list, {}, { state: 'announced' }, { all: true })
  const back = usePages(api.shipments.list, {}, { state: 'at-depot' }, { all: true })
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map())
  const { busy, failure, send } = useSend()
  const ready = announced.items !== undefined && back.items !== undefined
  const lines = plannableShipments(announced.items, back.items)
  const broken = announced.failure ?? back.failure ?? couriers.failure

  const create = async (event: Event) => {
    event.preventDefault()
    const plan = { courierId, date, picked: picked.size }
    const wrong = planErrors(plan, today)
    setErrors(wrong)
    if (wrong.length > 0 || picked.size > STOPS_MAX) return
    // Keeps the order of the list, so that the round reads as it was chosen.
    const shipmentIds = lines.filter(({ id }) => picked.has(id)).map(({ id }) => id)
    const answer = await send(api.rounds.create, {}, { courierId, date, shipmentIds })
    if (answer?.ok) return route(to.round(answer.data.id), true)
    if (answer) setRefused(refusedOf(answer.problem, shipmentIds))
  }
  const wrong = (error: PlanError) =>
    errors.includes(error) && planErrors({ courierId, date, picked: picked.size }, today).includes(error)
      ? t(`e.${error}`)
      : undefined
  const retry = () => {
    couriers.reload()
    announced.reload()
    back.reload()
  }
  return (
    <PageFrame heading={t('newHeading')} back={{ href: to.rounds, label: t('back') }}>
      {broken ? <ReadFailed failure={broken} onRetry={retry} /> : null}
      <form class="new-round" onSubmit={create} noValidate>
        <div class="filters">
          <CourierSelect
            label={t('courier')}
            choose={t('choose')}
            couriers={couriers.value?.items}
            value={courierId}
            onChange={setCourier}
            hint={couriers.value?.items.length === 0 ? t('noCouriers') : undefined}
            error={wrong('courier')}
          />
          <Field
            label={t('date')}
            value={date}
            onInput={setDate}
            error={wrong('date')}
            input={{ type: 'date', min: today }}
          />
        </div>
        <div>
          <h2>{t('pick')}</h2>
          <p class="small muted">{t('pickText')}</p>
        </div>
        {!ready && !broken ? <RowsSkeleton /> : null}
        {ready && lines.length === 0 ? (
          <EmptyState title={t('nothingToPick')}>{t('nothingToPickText')}</EmptyState>
        ) : null}
        {lines.length > 0 ? (
          <PickTable lines={lines} picked={picked} refused={refused} onPick={setPicked} />
        ) : null}
        <div class="new-round-end">
          <p role="status">{picked.size > 0 ? t('picked', { count: picked.size }) : null}</p>
          <p class="action-error" role="alert">
            {picked.size > STOPS_MAX ? t('pickMax', { count: STOPS_MAX }) : wrong('pick')}
          </p>
          <ActionError failure={failure} words={refused.size > 0 ? t('refusedSome') : undefined} />
          <Button type="submit" busy={busy}>
            {t('create')}
          </Button>
        </div>
      </form>
    </PageFrame>
  )
}
