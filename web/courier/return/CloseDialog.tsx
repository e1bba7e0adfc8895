import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { waitingActs } from '../round-state.ts'
import { t as word } from '../texts.ts'
import { ofPlace } from './CountCard.tsx'
import type { CountedParcel } from './count.ts'
import { ParcelName } from './ParcelLists.tsx'
import { t } from './texts.ts'

interface Props {
  open: boolean
  count: readonly CountedParcel[]
  onClose: () => void
  onYes: () => void
}

/** Asks before a round ends. It names the parcels nobody can explain and says what follows (R26). */
export function CloseDialog({ open, count, onClose, onYes }: Props) {
  const lost = ofPlace(count, 'unexplained')
  const unsent = waitingActs.value.filter(({ state }) => state !== 'aside').length
  const openStops = new Set(count.filter(({ stop }) => stop.open).map(({ stop }) => stop.shipmentId)).size
  return (
    <Dialog
      open={open}
      title={t('closeTitle')}
      onClose={onClose}
      actions={
        <>
          <Button kind={lost.length > 0 ? 'danger' : 'primary'} onClick={onYes}>
            {t(lost.length > 0 ? 'closeAnyway' : 'close')}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t('goOn')}
          </Button>
        </>
      }
    >
      {unsent > 0 ? <Banner kind="offline">{word('closeUnsent', { count: unsent })}</Banner> : null}
      {openStops > 0 ? <p>{t('openStops', { count: openStops })}</p> : null}
      {lost.length === 0 ? (
        <p>{t('closeAll')}</p>
      ) : (
        <>
          <p>{t('closeWith', { count: lost.length })}</p>
          <ul class="count-list" aria-label={t('unexplained')}>
            {lost.map((parcel) => (
              <li key={`${parcel.stop.shipmentId} ${parcel.label}`}>
                <ParcelName parcel={parcel} />
              </li>
            ))}
          </ul>
          <p class="becomes">{t('becomes', { count: lost.length })}</p>
        </>
      )}
    </Dialog>
  )
}
