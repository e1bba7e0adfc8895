import { useState } from 'preact/hooks'
import { CodeScanner } from '../CodeScanner.tsx'
import { doorCode } from '../door-code.ts'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'

/** Scans the recipient's QR or the receipt on their phone. Anything else in view costs nothing (R11). */
export function ScanAtDoor({ state, number, of, want }: StopContext & { want: 'qr' | 'receipt' }) {
  const [notice, setNotice] = useState('')
  const onCode = (text: string) => {
    const kind = doorCode(text)
    setNotice('')
    if (kind === want) void (want === 'qr' ? state.qr(text) : state.receipt(text))
    else if (want === 'qr') setNotice(t('notACode'))
    else setNotice(t(kind === 'qr' ? 'useReceipt' : 'notAReceipt'))
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
