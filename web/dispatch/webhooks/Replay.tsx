import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { ActionError, Confirm } from '../parts.tsx'
import type { Endpoint } from './form.ts'
import { localMinute, rangeOf } from './range.ts'
import { t } from './texts.ts'

interface Replayed {
  queued: number
  until: string | null
}

export interface ReplayProps {
  endpoint: Endpoint
  onDone: () => void
  onClose: () => void
}

const DAY_MS = 86_400_000

/** Sends everything of a period again. */
export function Replay({ endpoint, onDone, onClose }: ReplayProps) {
  const [from, setFrom] = useState(() => localMinute(new Date(Date.now() - DAY_MS)))
  const [to, setTo] = useState(() => localMinute(new Date()))
  const [tried, setTried] = useState(false)
  const [done, setDone] = useState<Replayed>()
  const { busy, failure, send } = useSend()
  const range = rangeOf(from, to)
  const replay = async (begin: string, end: string) => {
    const answer = await send(api.webhooks.replay, endpoint.params, { from: begin, to: end }, endpoint.query)
    if (!answer?.ok) return
    setDone(answer.data)
    onDone()
  }
  const start = () => {
    setTried(true)
    if (range) void replay(range.from, range.to)
  }
  if (done)
    return (
      <Dialog open title={t('replayTitle')} onClose={onClose}>
        <p role="status">{t('replayed', { count: done.queued })}</p>
        {done.until ? <p>{t('replayMore')}</p> : null}
        <ActionError failure={failure} />
        <div class="row dialog-actions">
          <Button small kind={done.until ? 'secondary' : 'primary'} onClick={onClose}>
            {t('close')}
          </Button>
          {done.until && range ? (
            <Button small busy={busy} onClick={() => void replay(done.until ?? range.from, range.to)}>
              {t('goOn')}
            </Button>
          ) : null}
        </div>
      </Dialog>
    )
  return (
    <Confirm
      open
      title={t('replayTitle')}
      yes={t('replay')}
      busy={busy}
      failure={failure}
      onYes={start}
      onClose={onClose}
    >
      <p>{t('replayText')}</p>
      <Field label={t('from')} value={from} onInput={setFrom} input={{ type: 'datetime-local', max: to }} />
      <Field
        label={t('to')}
        value={to}
        onInput={setTo}
        input={{ type: 'datetime-local' }}
        error={tried && !range ? t('e.range') : undefined}
      />
    </Confirm>
  )
}
