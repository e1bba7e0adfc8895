import type { CourierStop } from '../../../worker/wire/views.ts'
import { Button } from '../../ui/Button.tsx'
import { t } from './texts.ts'

interface Props {
  stop: CourierStop
  pin: string
  onQr: () => void
  onPhone: (what: 'finish' | 'wrong-label' | 'claim') => void
  onAnother: () => void
  onEnd: () => void
}

/** On every screen of a practice: what this is, the client's code, and what the client could do. */
export function PracticeBar({ stop, pin, onQr, onPhone, onAnother, onEnd }: Props) {
  const there = stop.open && stop.arrivedAt !== null && !stop.claimOpen
  const codes = stop.open && stop.codes === 'open'
  return (
    <aside class="practice-bar" aria-label={t('title')}>
      <p>
        <strong>{t('mark')}</strong>
      </p>
      <p class="practice-code" aria-live="polite">
        {t(codes ? 'code' : 'noCode', { code: pin })}
      </p>
      <div class="practice-tools">
        {there && codes && stop.accepts.includes('qr') ? (
          <Button small kind="secondary" onClick={onQr}>
            {t('showsQr')}
          </Button>
        ) : null}
        {there && stop.accepts.includes('link') ? (
          <>
            <Button small kind="secondary" onClick={() => onPhone('finish')}>
              {t('scans')}
            </Button>
            <Button small kind="secondary" onClick={() => onPhone('wrong-label')}>
              {t('scansOther')}
            </Button>
            <Button small kind="secondary" onClick={() => onPhone('claim')}>
              {t('claims')}
            </Button>
          </>
        ) : null}
        <Button small kind="secondary" onClick={onAnother}>
          {t('another')}
        </Button>
        <Button small kind="secondary" onClick={onEnd}>
          {t('end')}
        </Button>
      </div>
    </aside>
  )
}
