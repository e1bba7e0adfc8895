import { useEffect } from 'preact/hooks'
import type { HoldLine } from '../../../worker/api/holds/answers.ts'
import { api, hrefOf } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, Banner, EmptyState, Skeleton, type Tone } from '../../ui/bits.tsx'
import { CsvButton } from '../../ui/CsvButton.tsx'
import { wordsOf } from '../days.ts'
import { ended } from '../state.ts'
import { t } from '../texts.ts'
import { HoldPanel } from './HoldPanel.tsx'
import { cursor, holds, loadState, opened, openHold, query, search } from './list.ts'

const STAGES = {
  coming: ['stageComing', 'accent'],
  here: ['stageHere', 'good'],
  returning: ['stageReturning', 'warn'],
} as const

/** Shows everything ordered to this point, the soonest to end first, with one open hold beside the list. */
export function Holds() {
  useEffect(() => {
    void search(query.value)
  }, [])
  return (
    <div class="desk holds">
      <section class="stack" aria-label={t('holdsTitle')}>
        {query.value ? (
          <div class="row found">
            <span role="status">{t('foundFor', { q: query.value })}</span>
            <Button small kind="secondary" onClick={() => void search('')}>
              {t('showAll')}
            </Button>
          </div>
        ) : null}
        <List />
        {holds.value.length > 0 ? (
          <div class="row" data-keep-focus>
            <CsvButton
              path={hrefOf(api.holds.list, {})}
              search={query.value}
              name="holds"
              onSignedOut={() => {
                ended.value = true
              }}
            />
          </div>
        ) : null}
      </section>
      {opened.value ? <HoldPanel entry={opened.value} /> : null}
    </div>
  )
}

function List() {
  const state = loadState.value
  if (state === 'loading') return <Skeleton lines={6} height="52px" />
  if (state !== 'ready')
    return (
      <Banner
        kind={state === 'offline' ? 'offline' : 'error'}
        action={
          <Button small kind="secondary" onClick={() => void search(query.value)}>
            {t('again')}
          </Button>
        }
      >
        {t(state === 'offline' ? 'listOffline' : 'listFailed')}
      </Banner>
    )
  if (holds.value.length === 0)
    return query.value ? (
      <EmptyState title={t('nothingFound')}>{t('nothingFoundText')}</EmptyState>
    ) : (
      <EmptyState title={t('holdsEmpty')}>{t('holdsEmptyText')}</EmptyState>
    )
  return (
    <>
      <div class="card table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('waybill')}</th>
              <th scope="col">{t('shelfShort')}</th>
              <th scope="col">{t('phone')}</th>
              <th scope="col">{t('parcels')}</th>
              <th scope="col">{t('keptUntil')}</th>
              <th scope="col">{t('stage')}</th>
            </tr>
          </thead>
          <tbody>
            {holds.value.map((line) => (
              <Row key={line.shipmentId} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      {cursor.value ? (
        <Button kind="secondary" onClick={() => void search(query.value, true)}>
          {t('showMore')}
        </Button>
      ) : null}
    </>
  )
}

function Row({ line }: { line: HoldLine }) {
  const { shipmentId, daysLeft, until } = line
  const left = daysLeft !== null && until !== null ? wordsOf(daysLeft, until) : null
  const [stage, tone]: readonly ['stageHere' | 'stageComing' | 'stageReturning', Tone] = STAGES[line.stage]
  const isOpen = opened.value?.hold.shipmentId === shipmentId
  return (
    <tr data-open={isOpen || undefined} data-over={(daysLeft !== null && daysLeft < 0) || undefined}>
      <th scope="row">
        {line.waybill === null ? (
          <span class="muted">{t('notYetHere')}</span>
        ) : (
          <button
            type="button"
            class="open-hold"
            aria-pressed={isOpen}
            onClick={() => void openHold(shipmentId)}
          >
            {line.waybill}
          </button>
        )}
      </th>
      <td data-label={t('shelfShort')}>{line.shelf ?? '–'}</td>
      <td data-label={t('phone')}>{line.phoneTail ? `…\u00a0${line.phoneTail}` : '–'}</td>
      <td data-label={t('parcels')}>{t('hereOf', { count: line.here, of: line.parcels })}</td>
      <td data-label={t('keptUntil')}>{left ? <Badge tone={left.tone}>{left.text}</Badge> : '–'}</td>
      <td data-label={t('stage')}>
        <Badge tone={tone}>{t(stage)}</Badge>
      </td>
    </tr>
  )
}
