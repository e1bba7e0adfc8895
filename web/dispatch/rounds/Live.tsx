import type { RoundLine } from '../../../worker/api/rounds/answers.ts'
import { api } from '../../api/call.ts'
import { day } from '../../i18n/format.ts'
import { addDays, dayOf, noon } from '../../office/plan.ts'
import { usePages } from '../../office/use-get.ts'
import { Badge, EmptyState, type Tone } from '../../ui/bits.tsx'
import { ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to } from '../route.ts'
import { usePoll } from '../use-poll.ts'
import { When } from '../when.tsx'
import { Bar } from './Bar.tsx'
import { liveRounds, type Standing, standingOf } from './live.ts'
import { t } from './texts.ts'

const EVERY_MS = 20_000
const TONES: Record<Standing, Tone> = {
  late: 'bad',
  stuck: 'warn',
  'under-way': 'accent',
  planned: 'neutral',
  done: 'good',
  closed: 'neutral',
}

/** Shows today's rounds on the road: who is where in the list, the late and stuck ones first. */
export function Live() {
  const today = dayOf(new Date())
  const from = addDays(today, -1)
  const { items, failure, reload } = usePages(api.rounds.list, {}, { from }, { all: true })
  usePoll(reload, EVERY_MS)
  const lines = liveRounds(items ?? [], Date.now(), today)
  return (
    <>
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton rows={5} /> : null}
      {items && lines.length === 0 ? (
        <EmptyState title={t('noneToday')}>{t('noneTodayText')}</EmptyState>
      ) : null}
      {lines.length > 0 ? <Table lines={lines} today={today} /> : null}
      {items ? <p class="small muted">{t('byItself')}</p> : null}
    </>
  )
}

function Table({ lines, today }: { lines: readonly RoundLine[]; today: string }) {
  return (
    <div class="table-box live-rounds">
      <table>
        <caption class="sr">{t('view.today')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('courier')}</th>
            <th scope="col">{t('standing')}</th>
            <th scope="col" class="if-medium">
              {t('stops')}
            </th>
            <th scope="col" class="if-wide">
              {t('nextStop')}
            </th>
            <th scope="col" class="if-medium">
              {t('changed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.id} line={line} today={today} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ line, today }: { line: RoundLine; today: string }) {
  const standing = standingOf(line, Date.now(), today)
  const onRoad = line.state === 'dispatched' || line.state === 'dispatching'
  return (
    <tr class="linked" data-standing={standing}>
      <td>
        <a class="row-link" href={to.round(line.id)}>
          {line.courierName || t('round')}
        </a>
        {line.date === today ? null : <span class="second">{day(noon(line.date), 'UTC')}</span>}
        <span class="under">
          <Bar marks={line.marks} next={onRoad ? line.next : null} />
        </span>
      </td>
      <td>
        <Badge tone={TONES[standing]}>{t(`standing.${standing}`)}</Badge>
        {standing === 'stuck' && line.changedAt ? (
          <span class="second">
            {t('quietSince')} <When at={line.changedAt} />
          </span>
        ) : null}
      </td>
      <td class="if-medium bar-cell">
        <Bar marks={line.marks} next={onRoad ? line.next : null} />
      </td>
      <td class="if-wide">
        {onRoad && line.next ? (
          <>
            {t('atStop', { place: line.next.place, of: line.marks.length })}
            <span class="second">{line.next.waybill}</span>
          </>
        ) : null}
      </td>
      <td class="nowrap if-medium">{onRoad && line.changedAt ? <When at={line.changedAt} /> : null}</td>
    </tr>
  )
}
