import { useState } from 'preact/hooks'
import { api } from '../api/call.ts'
import { dateTime, day } from '../i18n/format.ts'
import { noon } from '../office/plan.ts'
import { useGet } from '../office/use-get.ts'
import { Button } from '../ui/Button.tsx'
import { Banner, Skeleton } from '../ui/bits.tsx'
import { CloseRound } from './CloseRound.tsx'
import { foundIn, missingOf, whereIs } from './count.ts'
import { Failed } from './Failed.tsx'
import { to } from './paths.ts'
import { ScanField } from './ScanField.tsx'
import { ScanList } from './ScanList.tsx'
import { StillMissing, Tally } from './Tally.tsx'
import { t } from './texts.ts'
import { postLabel, type ScanResult, useScans } from './use-scans.ts'

/**
 * Shows return control of one round (R26): parcels are scanned until none is unexplained, then it is closed.
 */
export function Count({ roundId }: { roundId: string }) {
  const { value: sheet, failure, reload } = useGet(api.rounds.sheet, { id: roundId })
  // An open stop is received only when the round is closed. Until then its scanned labels are kept here.
  const [here, setHere] = useState<ReadonlySet<string>>(new Set())
  const [closing, setClosing] = useState(false)
  const { items, busy, problem, scan } = useScans(async (read): Promise<ScanResult> => {
    const { outcome, waybill } = await postLabel(api.depot.receive, read)
    const found = sheet && foundIn(sheet.stops, read.text)
    if (outcome === 'unknown') return { tone: 'bad', words: t('unknown') }
    if (outcome === 'received') {
      reload()
      return { waybill, tone: found ? 'good' : 'warn', words: t(found ? 'received' : 'otherRound') }
    }
    if (!found && outcome === 'seen') return { waybill, tone: 'warn', words: t('otherSeen') }
    if (!found) return { waybill, tone: 'warn', words: t('otherNotDue') }
    const where = whereIs(found.stop, found.parcel)
    if (where === 'depot') return { waybill, tone: 'good', words: t('countedAlready') }
    if (where !== 'vehicle') return { waybill, tone: 'warn', words: t(`where.${where}`) }
    setHere((now) => new Set(now).add(found.parcel.label))
    return { waybill, tone: 'good', words: t('counted') }
  })
  if (!sheet)
    return failure ? <Failed failure={failure} onRetry={reload} /> : <Skeleton lines={4} height="64px" />
  const missing = missingOf(sheet.stops, here)
  return (
    <>
      <p class="depot-round">
        <a href={to.tab('control')}>‹ {t('rounds')}</a>
        <strong>{sheet.courier.name || t('round')}</strong>
        <span class="muted">{day(noon(sheet.date), 'UTC')}</span>
      </p>
      {failure ? <Failed failure={failure} onRetry={reload} /> : null}
      {sheet.closedAt ? <Banner>{t('closedAt', { time: dateTime(sheet.closedAt) })}</Banner> : null}
      <Tally stops={sheet.stops} here={here} missing={missing} />
      <ScanField busy={busy} problem={problem ? t(problem) : undefined} yes={t('cameBack')} onScan={scan} />
      <ScanList items={items} empty={false} />
      <StillMissing missing={missing} />
      {sheet.state === 'closed' ? null : (
        <Button
          kind={missing.length > 0 ? 'danger' : 'primary'}
          disabled={busy}
          onClick={() => setClosing(true)}
        >
          {t(missing.length > 0 ? 'closeWith' : 'closeRound', { count: missing.length })}
        </Button>
      )}
      {closing ? (
        <CloseRound
          roundId={roundId}
          stops={sheet.stops}
          here={here}
          missing={missing}
          onClose={() => setClosing(false)}
          onDone={() => {
            setClosing(false)
            setHere(new Set())
            reload()
          }}
        />
      ) : null}
    </>
  )
}
