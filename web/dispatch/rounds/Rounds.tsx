import { useLocation } from 'preact-iso'
import type { RoundLine } from '../../../worker/api/rounds/answers.ts'
import { api } from '../../api/call.ts'
import { day, number } from '../../i18n/format.ts'
import { noon } from '../../office/plan.ts'
import { usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, EmptyState } from '../../ui/bits.tsx'
import { Csv, More, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to, withQuery } from '../route.ts'
import { t as shell } from '../texts.ts'
import { Live } from './Live.tsx'
import { t } from './texts.ts'
import './rounds.css'

export { load } from './texts.ts'

const VIEWS = ['today', 'all'] as const

/** Shows today's rounds live or all rounds, as the address says. */
export default function Rounds() {
  const { query } = useLocation()
  const view = query.view === 'all' ? 'all' : 'today'
  return (
    <PageFrame
      heading={t('heading')}
      actions={
        <Button small href={to.newRound}>
          {t('make')}
        </Button>
      }
    >
      <nav class="tabs" aria-label={t('views')}>
        {VIEWS.map((name) => (
          <a
            key={name}
            href={withQuery(to.rounds, { view: name === 'all' ? name : undefined })}
            aria-current={name === view ? 'page' : undefined}
          >
            {t(`view.${name}`)}
          </a>
        ))}
      </nav>
      {view === 'today' ? <Live /> : <All />}
    </PageFrame>
  )
}

/** Lists all rounds, latest first. */
function All() {
  const { items, failure, busy, more, reload } = usePages(api.rounds.list, {})
  return (
    <>
      <div class="head-actions">
        <Button small kind="secondary" busy={busy && items !== undefined} onClick={reload}>
          {shell('refresh')}
        </Button>
        <Csv of={api.rounds.list} name="rounds" />
      </div>
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton rows={5} /> : null}
      {items?.length === 0 ? <EmptyState title={t('none')}>{t('noneText')}</EmptyState> : null}
      {items && items.length > 0 ? <Table lines={items} busy={busy} /> : null}
      <More more={more} busy={busy} />
    </>
  )
}

export function RoundState({ state }: { state: RoundLine['state'] }) {
  const tone =
    state === 'dispatched' || state === 'closed' ? 'good' : state === 'dispatching' ? 'warn' : 'neutral'
  return <Badge tone={tone}>{t(`state.${state}`)}</Badge>
}

function Table({ lines, busy }: { lines: RoundLine[]; busy: boolean }) {
  return (
    <div class="table-box" aria-busy={busy}>
      <table>
        <caption class="sr">{t('heading')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('courier')}</th>
            <th scope="col">{t('date')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col" class="number if-medium">
              {t('stops')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} class="linked">
              <td>
                <a class="row-link" href={to.round(line.id)}>
                  {line.courierName || t('round')}
                </a>
                <span class="under">
                  {t('stops')}: {number(line.stops)}
                </span>
              </td>
              <td>{day(noon(line.date), 'UTC')}</td>
              <td>
                <RoundState state={line.state} />
              </td>
              <td class="number if-medium">{number(line.stops)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
