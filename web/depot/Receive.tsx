import type { ReceivedLabel } from '../../worker/api/depot/answers.ts'
import { api } from '../api/call.ts'
import type { Tone } from '../ui/bits.tsx'
import { ScanField } from './ScanField.tsx'
import { ScanList } from './ScanList.tsx'
import { t } from './texts.ts'
import { postLabel, useScans } from './use-scans.ts'

export const TONES: Record<ReceivedLabel['outcome'], Tone> = {
  received: 'good',
  seen: 'good',
  returned: 'good',
  'not-due': 'warn',
  unknown: 'bad',
}

/** Receives parcels that came back, one after another, by wedge scanner, camera or hand. */
export function Receive() {
  const { items, busy, problem, scan } = useScans(async (read) => {
    const item = await postLabel(api.depot.receive, read)
    return { waybill: item.waybill, tone: TONES[item.outcome], words: t(item.outcome) }
  })
  const received = items.filter(({ tone }) => tone === 'good').length
  return (
    <>
      <ScanField busy={busy} problem={problem ? t(problem) : undefined} yes={t('receive')} onScan={scan} />
      <p class="muted" role="status">
        {t('count', { count: received })}
      </p>
      <ScanList items={items} />
    </>
  )
}
