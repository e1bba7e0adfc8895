import { useState } from 'preact/hooks'
import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { PARCELS_MAX } from '../../worker/domain/limits.ts'
import { api } from '../api/call.ts'
import { list } from '../i18n/format.ts'
import { useSend } from '../office/use-send.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { Missing } from './count.ts'
import { refusalWords } from './refusals.ts'
import { t } from './texts.ts'

interface Props {
  roundId: string
  stops: readonly CourierStop[]
  here: ReadonlySet<string>
  missing: readonly Missing[]
  onClose: () => void
  onDone: () => void
}

/** Asks before closing a round. It names the unexplained parcels, which become suspected violations (R26). */
export function CloseRound({ roundId, stops, here, missing, onClose, onDone }: Props) {
  const { busy, failure, send } = useSend()
  const receipt = useSend()
  const [closed, setClosed] = useState(false)
  const close = async () => {
    const scanned = [...here]
    if (!closed) {
      const answer = await send(api.rounds.close, { id: roundId }, { scanned })
      if (!answer?.ok) return
      setClosed(true)
    }
    // Closing the round ended its visits, so the parcels at the depot can be received now.
    for (let from = 0; from < scanned.length; from += PARCELS_MAX) {
      const labels = scanned.slice(from, from + PARCELS_MAX)
      if (!(await receipt.send(api.depot.receive, {}, { labels }))?.ok) return
    }
    onDone()
  }
  const failed = failure ?? receipt.failure
  const claimed = stops.filter(({ claimOpen }) => claimOpen).map(({ waybill }) => waybill)
  return (
    <Dialog
      open
      title={t(missing.length > 0 ? 'closeWith' : 'closeRound', { count: missing.length })}
      onClose={onClose}
      actions={
        <>
          <p class="depot-error" role="alert">
            {failed ? failedWords(failed.code, closed) : null}
          </p>
          <div class="row">
            <Button small kind="secondary" onClick={closed ? onDone : onClose}>
              {t('notYet')}
            </Button>
            <Button
              small
              kind={missing.length > 0 ? 'danger' : 'primary'}
              busy={busy || receipt.busy}
              onClick={() => void close()}
            >
              {t('closeYes')}
            </Button>
          </div>
        </>
      }
    >
      {missing.length > 0 ? (
        <>
          <p>{t('closeMissing')}</p>
          <ul class="depot-missing">
            {missing.map(({ label, recipientName }) => (
              <li key={label}>
                <strong>{label}</strong> <span class="clamp">{recipientName}</span>
              </li>
            ))}
          </ul>
          <p class="muted">{t('closeLater')}</p>
        </>
      ) : (
        <p>{t('closeAll')}</p>
      )}
      {claimed.length > 0 ? <p>{t('claimsOpen', { waybills: list(claimed) })}</p> : null}
    </Dialog>
  )
}

function failedWords(code: string, closed: boolean): string {
  if (closed) return t('closedNotReceived')
  return code === 'offline' ? t('noAnswer') : refusalWords(code)
}
