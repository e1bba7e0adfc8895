import { useEffect, useState } from 'preact/hooks'
import type { PointDay } from '../../../worker/api/holds/answers.ts'
import { api, call, hrefOf } from '../../api/call.ts'
import { day as dayName, time } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState, Skeleton } from '../../ui/bits.tsx'
import { CsvButton } from '../../ui/CsvButton.tsx'
import { addDays, today } from '../days.ts'
import { noticing } from '../post.ts'
import { ended, point, turns } from '../state.ts'
import { t } from '../texts.ts'
import { proofName } from './proof-name.ts'
import { Totals } from './Totals.tsx'

type Loaded = { state: 'loading' } | { state: 'failed' | 'offline' } | { state: 'ready'; register: PointDay }

/** Shows the register of one day at this point, on the screen and on paper. */
export function DayRegister() {
  const now = today(point.value?.zone ?? 'UTC')
  const [day, setDay] = useState(now)
  const [tries, setTries] = useState(0)
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' })
  useEffect(() => {
    let live = true
    setLoaded((before) =>
      before.state === 'ready' && before.register.day === day ? before : { state: 'loading' },
    )
    void noticing(call(api.holds.day, {}, { day })).then((answer) => {
      if (!live) return
      if (answer.ok) setLoaded({ state: 'ready', register: answer.data })
      else setLoaded({ state: answer.code === 'offline' ? 'offline' : 'failed' })
    })
    return () => {
      live = false
    }
  }, [day, tries, turns.value])
  return (
    <section class="day-sheet stack" aria-label={t('dayTitle')}>
      <div class="row controls" data-keep-focus>
        <Button small kind="secondary" aria-label={t('dayBefore')} onClick={() => setDay(addDays(day, -1))}>
          ‹
        </Button>
        <input
          type="date"
          aria-label={t('dayOf')}
          value={day}
          max={now}
          onChange={({ currentTarget }) => currentTarget.value && setDay(currentTarget.value)}
        />
        <Button
          small
          kind="secondary"
          aria-label={t('dayAfter')}
          disabled={day >= now}
          onClick={() => setDay(addDays(day, 1))}
        >
          ›
        </Button>
        <CsvButton
          path={hrefOf(api.holds.day, {}, { day })}
          name={`register-${day}`}
          onSignedOut={() => {
            ended.value = true
          }}
        />
        <Button small disabled={loaded.state !== 'ready'} onClick={() => print()}>
          {t('print')}
        </Button>
      </div>
      {loaded.state === 'loading' ? <Skeleton lines={5} height="44px" /> : null}
      {loaded.state === 'failed' || loaded.state === 'offline' ? (
        <Banner
          kind={loaded.state === 'offline' ? 'offline' : 'error'}
          action={
            <Button small kind="secondary" onClick={() => setTries(tries + 1)}>
              {t('again')}
            </Button>
          }
        >
          {t(loaded.state === 'offline' ? 'listOffline' : 'listFailed')}
        </Banner>
      ) : null}
      {loaded.state === 'ready' ? <Register register={loaded.register} /> : null}
    </section>
  )
}

function Register({ register }: { register: PointDay }) {
  const { items, day, point: here } = register
  return (
    <>
      <header>
        <h2>{t('sheetOf', { point: here.name, day: dayName(`${day}T12:00:00Z`, 'UTC') })}</h2>
      </header>
      <Totals register={register} />
      {items.length === 0 ? (
        <EmptyState title={t('dayEmpty')}>{t('dayEmptyText')}</EmptyState>
      ) : (
        <div class="card table">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('time')}</th>
                <th scope="col">{t('what')}</th>
                <th scope="col">{t('waybill')}</th>
                <th scope="col">{t('parcels')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((line) => (
                <tr key={`${line.at} ${line.kind} ${line.shipmentId} ${line.labels.join()}`}>
                  <td data-label={t('time')}>{time(line.at, here.zone)}</td>
                  <td data-label={t('what')}>
                    {t(`kind-${line.kind}`)}
                    {line.proof ? ` · ${proofName(line.proof)}` : ''}
                  </td>
                  <th scope="row">{line.waybill ?? '–'}</th>
                  <td data-label={t('parcels')}>{line.labels.join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="signatures">
        <span>{t('signClerk')}</span>
        <span>{t('signDriver')}</span>
      </p>
    </>
  )
}
