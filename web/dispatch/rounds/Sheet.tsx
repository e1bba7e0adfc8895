import type { RoundSheet } from '../../../worker/api/rounds/answers.ts'
import { api } from '../../api/call.ts'
import { dateTime, day } from '../../i18n/format.ts'
import { noon } from '../../office/plan.ts'
import { useGet } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to } from '../route.ts'
import { SheetStop } from './SheetStop.tsx'
import { t } from './texts.ts'
import './sheet.css'

export { load } from './texts.ts'

/**
 * Shows the round on paper. The courier signs for it in the morning, the depot counts by it in the evening.
 */
export default function Sheet({ id }: { id: string }) {
  const { value: sheet, failure, reload } = useGet(api.rounds.sheet, { id })
  const back = { href: to.round(id), label: t('round') }
  return (
    <PageFrame
      heading={t('sheet')}
      back={back}
      actions={
        sheet && sheet.stops.length > 0 ? (
          <Button small onClick={() => print()}>
            {t('print')}
          </Button>
        ) : null
      }
    >
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!sheet && !failure ? <RowsSkeleton /> : null}
      {sheet?.stops.length === 0 ? <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState> : null}
      {sheet && sheet.stops.length > 0 ? <Paper sheet={sheet} /> : null}
    </PageFrame>
  )
}

function Paper({ sheet }: { sheet: RoundSheet }) {
  const { courier, stops } = sheet
  const secured = stops.filter((stop) => stop.secured).length
  const parcels = stops.reduce((sum, stop) => sum + stop.parcels.length, 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls by keyboard where it is wider than the screen.
    <article class="paper" aria-label={t('sheet')} tabIndex={0}>
      <header>
        <h2>{t('sheetTitle', { day: day(noon(sheet.date), 'UTC') })}</h2>
        <dl>
          <div>
            <dt>{t('courier')}</dt>
            <dd>{courier.name}</dd>
          </div>
          <div>
            <dt>{t('provider')}</dt>
            <dd>{courier.provider || '—'}</dd>
          </div>
          <div>
            <dt>{t('stops')}</dt>
            <dd>{t('sheetCount', { stops: stops.length, parcels, secured })}</dd>
          </div>
          {sheet.closedAt ? (
            <div>
              <dt>{t('closedAt')}</dt>
              <dd>{dateTime(sheet.closedAt)}</dd>
            </div>
          ) : null}
        </dl>
      </header>
      <table>
        <caption class="sr">{t('stops')}</caption>
        <thead>
          <tr>
            <th scope="col">№</th>
            <th scope="col">{t('recipientAddress')}</th>
            <th scope="col">{t('waybillParcels')}</th>
            <th scope="col">{t('howHandedOver')}</th>
            <th scope="col">{t('result')}</th>
          </tr>
        </thead>
        <tbody>
          {stops.map((stop, index) => (
            <SheetStop
              key={stop.shipmentId}
              stop={stop}
              number={index + 1}
              planned={sheet.state === 'planned'}
            />
          ))}
        </tbody>
      </table>
      <footer>
        {(['courier', 'depot'] as const).map((who) => (
          <div key={who}>
            <span>{t(`signature.${who}`)}</span>
            <i />
            <span>{t('signature.when')}</span>
          </div>
        ))}
      </footer>
      <p class="printed">{t('printed', { time: dateTime(Date.now()) })}</p>
    </article>
  )
}
