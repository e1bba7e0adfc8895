import { useCallback, useEffect, useState } from 'preact/hooks'
import type { RoundView } from '../../../worker/api/rounds/answers.ts'
import { api } from '../../api/call.ts'
import { day } from '../../i18n/format.ts'
import { noon, stopProgress } from '../../office/plan.ts'
import { useGet } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { ActionError, Confirm, Csv, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to } from '../route.ts'
import { usePoll } from '../use-poll.ts'
import { When } from '../when.tsx'
import { Bar } from './Bar.tsx'
import { ReturnSummary } from './Returned.tsx'
import { RoundState } from './Rounds.tsx'
import { Stops } from './Stops.tsx'
import { TabletBroken } from './TabletBroken.tsx'
import { t } from './texts.ts'
import { Unreached } from './Unreached.tsx'
import './rounds.css'

export { load } from './texts.ts'

/** How often the progress is read while a dispatch runs. */
const PROGRESS_MS = 1_000
/** How often the stops are read while a round is out. */
const LIVE_MS = 15_000
const NOT_OUT = () => {}

/** Shows one round: its stops, and how to dispatch it. */
export default function Round({ id }: { id: string }) {
  const { value: round, failure, reload: readRound } = useGet(api.rounds.read, { id })
  const left = round !== undefined && round.state !== 'planned'
  const { value: sheet, reload: readSheet } = useGet(left ? api.rounds.sheet : null, { id })
  const planned = round?.state === 'planned'
  const unreached = useGet(planned ? api.rounds.unreached : null, { id })
  const { value: untold, reload: check } = unreached
  const reload = useCallback(() => {
    readRound()
    readSheet()
    check()
  }, [readRound, readSheet, check])
  usePoll(round?.state === 'dispatched' ? reload : NOT_OUT, LIVE_MS)
  const back = { href: to.rounds, label: t('back') }
  if (!round)
    return (
      <PageFrame heading={t('round')} back={back}>
        {failure ? <ReadFailed failure={failure} onRetry={reload} /> : <RowsSkeleton />}
      </PageFrame>
    )
  return (
    <PageFrame
      heading={t('roundOf', { courier: round.courierName || t('round'), day: day(noon(round.date), 'UTC') })}
      back={back}
      badges={<RoundState state={round.state} />}
      actions={
        round.stops.length > 0 ? (
          <>
            {round.state === 'dispatched' ? <TabletBroken round={round} onDone={reload} /> : null}
            <Csv of={api.rounds.read} params={{ id }} name={`round-${round.date}`} />
            <Button small kind="secondary" href={to.roundSheet(id)}>
              {t('sheet')}
            </Button>
          </>
        ) : null
      }
    >
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {round.stops.length > 0 ? (
        <>
          {left ? <OnTheRoad round={round} /> : null}
          {left ? <ReturnSummary closedAt={round.closedAt} sheet={sheet} /> : null}
          {round.state === 'closed' ? null : (
            <Dispatch round={round} untold={untold?.items.length ?? 0} reload={reload} />
          )}
          {planned && unreached.failure && !failure ? (
            <ReadFailed what={t('unreachedUnknown')} failure={unreached.failure} onRetry={check} />
          ) : null}
          {planned && untold ? (
            <Unreached round={round} stops={untold.items} check={check} onDone={reload} />
          ) : null}
          <Stops round={round} sheet={sheet} onDone={reload} />
        </>
      ) : (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      )}
    </PageFrame>
  )
}

/** Shows how far the round is, and where in its list. */
function OnTheRoad({ round }: { round: RoundView }) {
  const { marks, next, changedAt, state } = round
  const here = state === 'closed' ? null : next
  return (
    <section class="card on-the-road">
      <Bar marks={marks} next={here} />
      <dl class="facts">
        {here ? (
          <>
            <dt>{t('nextStop')}</dt>
            <dd>
              <a href={to.shipment(here.shipmentId)}>{here.waybill}</a>{' '}
              <span class="muted">({t('atStop', { place: here.place, of: marks.length })})</span>
            </dd>
          </>
        ) : null}
        {changedAt ? (
          <>
            <dt>{t('changed')}</dt>
            <dd>
              <When at={changedAt} />
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  )
}

function Dispatch({ round, untold, reload }: { round: RoundView; untold: number; reload: () => void }) {
  const [asked, setAsked] = useState(false)
  const { busy, failure, send } = useSend()
  const { done, refused, of } = stopProgress(round)
  const open = of - done
  const button = round.state === 'planned' ? t('dispatch') : t('dispatchOn')
  useEffect(() => {
    if (!busy) return
    const timer = setInterval(reload, PROGRESS_MS)
    return () => clearInterval(timer)
  }, [busy, reload])
  const dispatch = async () => {
    setAsked(false)
    await send(api.rounds.dispatch, { id: round.id }, {})
    reload()
  }
  return (
    <section class="card dispatch-round">
      <div class="dispatch-line">
        <div>
          <p>
            <strong>
              {busy ? t('dispatching') : open === 0 ? t('done') : t('progress', { count: done, of })}
            </strong>
          </p>
          <progress value={done} max={of} aria-label={t('progress', { count: done, of })} />
          {refused > 0 ? <p class="action-error">{t('refusedCount', { count: refused })}</p> : null}
        </div>
        {open > 0 ? (
          <Button
            small
            busy={busy}
            onClick={() => (round.state === 'planned' ? setAsked(true) : void dispatch())}
          >
            {button}
          </Button>
        ) : null}
      </div>
      <ActionError failure={failure} />
      {open > 0 && !busy && round.state !== 'planned' ? (
        <p class="small muted">{t('resumeText', { button })}</p>
      ) : null}
      <Confirm
        open={asked}
        title={t('dispatchTitle', { count: open })}
        yes={t('dispatch')}
        busy={busy}
        failure={undefined}
        onYes={() => void dispatch()}
        onClose={() => setAsked(false)}
      >
        <p>{t('dispatchText')}</p>
        {untold > 0 ? <p class="action-error">{t('anyway', { count: untold })}</p> : null}
      </Confirm>
    </section>
  )
}
