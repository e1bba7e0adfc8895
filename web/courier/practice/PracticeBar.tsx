import { useState } from 'preact/hooks'
import type { CourierStop } from '../../../worker/api/stops/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { t } from './texts.ts'

interface Props {
  stop: CourierStop
  pin: string
  offline: boolean
  onOffline: (offline: boolean) => void
  onQr: () => void
  /** The client finished on their own phone and shows the receipt. */
  onReceipt: () => void
  onPhone: (what: 'finish' | 'wrong-label' | 'claim') => void
  onEnd: () => void
}

/** Shows on every practice screen what this is, the recipient's code, and what the recipient could do. */
export function PracticeBar({ stop, pin, offline, onOffline, onQr, onReceipt, onPhone, onEnd }: Props) {
  const [open, setOpen] = useState(false)
  const there = stop.open && stop.arrivedAt !== null && !stop.claimOpen
  const codes = stop.open && stop.codes === 'open'
  const qr = there && codes && stop.accepts.includes('qr')
  const link = there && stop.accepts.includes('link')
  const choice = (text: 'showsQr' | 'showsReceipt' | 'scans' | 'scansOther' | 'claims', act: () => void) => (
    <Button
      kind="secondary"
      onClick={() => {
        setOpen(false)
        act()
      }}
    >
      {t(text)}
    </Button>
  )
  return (
    <aside class="practice-bar" aria-label={t('title')}>
      <strong>{t('mark')}</strong>
      <div>
        <p class="practice-code" aria-live="polite">
          {codes ? t('code', { code: pin }) : stop.open ? t('noCode') : ''}
        </p>
        {qr || link ? (
          <Button small kind="secondary" onClick={() => setOpen(true)}>
            {t('client')}
          </Button>
        ) : null}
        <Button small kind="secondary" aria-pressed={offline} onClick={() => onOffline(!offline)}>
          {t(offline ? 'networkBack' : 'networkGone')}
        </Button>
        <Button small kind="secondary" onClick={onEnd}>
          {t('end')}
        </Button>
      </div>
      <Dialog open={open} title={t('client')} onClose={() => setOpen(false)}>
        {qr ? choice('showsQr', onQr) : null}
        {link && offline ? choice('showsReceipt', onReceipt) : null}
        {link && !offline ? choice('scans', () => onPhone('finish')) : null}
        {link && !offline ? choice('scansOther', () => onPhone('wrong-label')) : null}
        {link && !offline ? choice('claims', () => onPhone('claim')) : null}
      </Dialog>
    </aside>
  )
}
