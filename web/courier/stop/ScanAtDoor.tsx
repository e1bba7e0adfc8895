import { useState } from 'preact/hooks'
import { readScanned } from '../../../worker/domain/scanned.ts'
import { CodeScanner } from '../CodeScanner.tsx'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'

/** Scans the recipient's QR or the receipt on their phone. Anything else in view costs nothing (R11). */
export function ScanAtDoor({ state, number, of, want }: StopContext & { want: 'qr' | 'receipt' }) {
  const [notice, setNotice] = useState('')
  const onCode = (text: string) => {
    // Only our own codes are ever sent: a label, an advertisement or a ticket must neither cost a request nor
    // look like an attempt.
    const scan = readScanned(text)
    setNotice('')
    if (want === 'qr' && scan.kind === 'code') void state.qr(scan.code)
    else if (want === 'receipt' && scan.kind === 'receipt') void state.receipt(scan.code)
    else if (want === 'qr') setNotice(t('notACode'))
    else setNotice(t(scan.kind === 'code' ? 'useReceipt' : 'notAReceipt'))
  }
  return (
    <CodeScanner
      title={t('stopOf', { number, of })}
      heading={t(want === 'qr' ? 'qrHeading' : 'receiptHeading')}
      lead={t(want === 'qr' ? 'qrLead' : 'receiptLead')}
      onCode={onCode}
      onBack={() => state.open(null)}
      notice={state.message || notice}
      busy={state.busy}
    />
  )
}
