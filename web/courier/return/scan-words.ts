import { readScanned } from '../../../worker/domain/scanned.ts'
import { playSound } from '../../ui/sound.ts'
import type { ReturnScan } from './count.ts'
import { t } from './texts.ts'

export interface ScanWords {
  text: string
  good: boolean
}

/**
 * Says by words and sound what a scan meant, since the courier looks at the parcels and not at the screen.
 */
export function scanWordsOf(scan: ReturnScan, label: string): ScanWords {
  const good = scan.is === 'back' || scan.is === 'again'
  playSound(good ? 'hand-over' : 'wrong')
  const read = readScanned(label)
  const shown = read.kind === 'label' ? read.label : label.trim().slice(0, 64)
  return { good, text: words(scan, shown) }
}

function words(scan: ReturnScan, label: string): string {
  switch (scan.is) {
    case 'back':
      return t('isBack', { label: scan.parcel.label, name: scan.parcel.stop.recipientName })
    case 'again':
      return t('isAgain', { label: scan.parcel.label })
    case 'elsewhere':
      return t(scan.parcel.where === 'handed-over' ? 'isHandedOver' : 'isElsewhere', {
        label: scan.parcel.label,
      })
    case 'unknown':
      return t('isUnknown', { label })
    case 'secret':
      return t('isSecret')
    case 'rubbish':
      return t('isRubbish')
  }
}
