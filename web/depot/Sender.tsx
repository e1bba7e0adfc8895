import { api } from '../api/call.ts'
import { TONES } from './Receive.tsx'
import { ScanField } from './ScanField.tsx'
import { ScanList } from './ScanList.tsx'
import { t } from './texts.ts'
import { postLabel, useScans } from './use-scans.ts'

/** Sends parcels that were ordered back from the depot to their sender. */
export function Sender() {
  const { items, busy, problem, scan } = useScans(async (read) => {
    const { outcome, waybill } = await postLabel(api.depot.sendBack, read)
    const words = outcome === 'not-due' ? t('notToSender') : t(outcome)
    return { waybill, tone: TONES[outcome], words }
  })
  const sent = items.filter(({ tone }) => tone === 'good').length
  return (
    <>
      <ScanField busy={busy} problem={problem ? t(problem) : undefined} yes={t('sendBack')} onScan={scan} />
      <p class="muted" role="status">
        {t('sentBack', { count: sent })}
      </p>
      <ScanList items={items} />
    </>
  )
}
