import { useState } from 'preact/hooks'
import { readScanned } from '../../../worker/domain/scanned.ts'
import { CodeScanner } from '../CodeScanner.tsx'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'

/** Scans the recipient's QR or the receipt on their phone. Anything else in view costs nothing (R11). */
export function ScanAtDoor({ state, number, of, want }: StopContext & { want: 'qr' | 'receipt' }) {
  const [notice, setNotice] = useState('')
  const onCodes = (texts: readonly string[]) => {
    const scans = texts.map(readScanned)
    setNotice('')
    // Only our own codes are ever sent, and of one view only one: a label, an advertisement or a second phone must
    // neither cost a request nor be an attempt.
    for (const scan of scans) {
      if (want === 'qr' && scan.kind === 'code') return void state.qr(scan.code)
      if (want === 'receipt' && scan.kind === 'receipt') return void state.receipt(scan.code)
    }
    if (want === 'qr') setNotice(t('notACode'))
    else setNotice(t(scans.some(({ kind }) => kind === 'code') ? 'useReceipt' : 'notAReceipt'))
  }
  return (
    <CodeScanner
      title={t('stopOf', { number, of })}
      heading={t(want === 'qr' ? 'qrHeading' : 'receiptHeading')}
      lead={t(want === 'qr' ? 'qrLead' : 'receiptLead')}
      onCodes={onCodes}
      onBack={() => state.open(null)}
      notice={state.message || notice}
      busy={state.busy}
    />
  )
}
