import { useState } from 'preact/hooks'
import type { RoundView, UnreachedStops } from '../../../worker/api/rounds/answers.ts'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { ActionError } from '../parts.tsx'
import { to } from '../route.ts'
import { t } from './texts.ts'

type Stop = UnreachedStops['items'][number]

interface UnreachedProps {
  round: RoundView
  stops: readonly Stop[]
  /** Asks again who is not reached. */
  check: () => void
  onDone: () => void
}

/** Lists the secured stops whose recipients nobody told, before the round leaves, with what can be done (R38). */
export function Unreached({ round, stops, check, onDone }: UnreachedProps) {
  if (stops.length === 0) return null
  return (
    <section class="card unreached" aria-labelledby="unreached-title">
      <h2 id="unreached-title">{t('unreachedTitle', { count: stops.length })}</h2>
      <p class="muted">{t('unreachedText')}</p>
      <ul>
        {stops.map((stop) => (
          <Line key={stop.shipmentId} round={round} stop={stop} onDone={onDone} />
        ))}
      </ul>
      <Button small kind="secondary" onClick={check}>
        {t('checkAgain')}
      </Button>
    </section>
  )
}

function Line({ round, stop, onDone }: Pick<UnreachedProps, 'round' | 'onDone'> & { stop: Stop }) {
  const { shipmentId, waybill, why } = stop
  const [sent, setSent] = useState(false)
  const { busy, failure, send } = useSend()
  const resend = async () => {
    const answer = await send(api.shipments.resend, { id: shipmentId }, {})
    setSent(answer?.ok === true)
  }
  const takeOff = async () => {
    const answer = await send(api.rounds.withdraw, { id: round.id }, { shipmentId })
    if (answer?.ok) onDone()
  }
  return (
    <li>
      <div>
        <a class="row-link" href={to.shipment(shipmentId)}>
          {waybill}
        </a>
        <strong>{t(`why.${why}`)}</strong>
        <span class="small muted">{t(`do.${why}`)}</span>
        <ActionError failure={failure} />
      </div>
      <div class="row">
        {sent ? (
          <span role="status">{t('sentAgain')}</span>
        ) : why === 'not-delivered' ? (
          <Button small kind="secondary" busy={busy} onClick={() => void resend()}>
            {t('sendAgain')}
          </Button>
        ) : null}
        <Button small kind="secondary" busy={busy} onClick={() => void takeOff()}>
          {t('takeOff')}
        </Button>
      </div>
    </li>
  )
}
