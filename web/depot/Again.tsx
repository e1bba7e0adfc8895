import { useMemo, useState } from 'preact/hooks'
import { api } from '../api/call.ts'
import { regional } from '../i18n/format.ts'
import { addDays, dayOf, noon } from '../office/plan.ts'
import { useGet } from '../office/use-get.ts'
import { action } from '../offline/action.ts'
import { Field } from '../ui/Field.tsx'
import { refusalWords } from './refusals.ts'
import { ScanField } from './ScanField.tsx'
import { ScanList } from './ScanList.tsx'
import { t } from './texts.ts'
import { postLabel, Unanswered, useScans } from './use-scans.ts'

const DAYS = 7

const days = () => Array.from({ length: DAYS }, (_, n) => addDays(dayOf(new Date()), n))
const dayWord = (day: string) =>
  new Intl.DateTimeFormat(regional(), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(noon(day)))

/**
 * Puts parcels at the depot on another visit. Day and courier are chosen once, then parcels are only scanned.
 */
export function Again() {
  const [choices] = useState(days)
  const [date, setDate] = useState(choices[1] ?? '')
  const [courierId, setCourier] = useState('')
  const rounds = useGet(api.rounds.list, {})
  const couriers = useMemo(
    () => new Map(rounds.value?.items.map((round) => [round.courierId, round.courierName])),
    [rounds.value],
  )
  const { items, busy, problem, scan } = useScans(async (read) => {
    // A parcel scanned here is here, so this scan also receives a parcel that was not received yet.
    const { shipmentId, waybill } = await postLabel(api.depot.receive, read)
    if (!shipmentId) return { tone: 'bad', words: t('unknown') }
    const body = { date, ...(courierId && { courierId }) }
    const answer = await action(api.shipments.reschedule, { id: shipmentId }, body)
    if (answer.ok) return { waybill, tone: 'good', words: t('onRound', { day: dayWord(date) }) }
    if (answer.status === 0 || answer.status === 401 || answer.status >= 500) throw new Unanswered(answer)
    return { waybill, tone: 'warn', words: refusalWords(answer.code) }
  })
  return (
    <>
      <div class="depot-choice">
        <Field label={t('day')}>
          {(attributes) => (
            <select {...attributes} value={date} onChange={(event) => setDate(event.currentTarget.value)}>
              {choices.map((day) => (
                <option key={day} value={day}>
                  {dayWord(day)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('courier')}>
          {(attributes) => (
            <select
              {...attributes}
              value={courierId}
              onChange={(event) => setCourier(event.currentTarget.value)}
            >
              <option value="">{t('sameCourier')}</option>
              {[...couriers].map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <ScanField busy={busy} problem={problem ? t(problem) : undefined} yes={t('schedule')} onScan={scan} />
      <ScanList items={items} />
    </>
  )
}
