import { useState } from 'preact/hooks'
import type { RoundSheet, RoundView } from '../../../worker/api/rounds/answers.ts'
import { api } from '../../api/call.ts'
import { number } from '../../i18n/format.ts'
import { isMovable, isRemovable } from '../../office/plan.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge } from '../../ui/bits.tsx'
import { Confirm, StateBadge } from '../parts.tsx'
import { to } from '../route.ts'
import { brief } from '../when.tsx'
import { problemWords } from '../words.ts'
import { MoveDialog } from './MoveDialog.tsx'
import { ReturnState } from './Returned.tsx'
import type { StopsProps } from './stops-props.ts'
import { t } from './texts.ts'

type Stop = RoundView['stops'][number]

/** Shows where the parcels of a stop are, and since when the courier is there. */
function LiveState({ stop }: { stop: RoundSheet['stops'][number] | undefined }) {
  return (
    <>
      {stop?.open && stop.arrivedAt ? (
        <Badge tone="accent">{t('arrivedAt', { time: brief(stop.arrivedAt) })}</Badge>
      ) : null}{' '}
      <ReturnState stop={stop} />
    </>
  )
}

/** Lists the stops of a round in their order. Each can be moved or withdrawn while it is open. */
export function Stops({ round, sheet, onDone }: StopsProps) {
  const [moved, setMoved] = useState<Stop | null>(null)
  const [withdrawn, setWithdrawn] = useState<Stop | null>(null)
  const { busy, failure, send, forget } = useSend()
  const withdraw = async () => {
    const answer = await send(
      api.rounds.withdraw,
      { id: round.id },
      { shipmentId: withdrawn?.shipmentId ?? '' },
    )
    if (!answer?.ok) return
    setWithdrawn(null)
    onDone()
  }
  const parcelsOf = (stop: Stop) => sheet?.stops.find(({ shipmentId }) => shipmentId === stop.shipmentId)
  const openWithdraw = (stop: Stop | null) => {
    forget()
    setWithdrawn(stop)
  }
  return (
    <>
      <div class="table-box">
        <table>
          <caption class="sr">{t('stops')}</caption>
          <thead>
            <tr>
              <th scope="col" class="number if-medium">
                №
              </th>
              <th scope="col">{t('waybill')}</th>
              <th scope="col" class="if-medium">
                {t('shipmentState')}
              </th>
              <th scope="col" class="if-medium">
                {t('state')}
              </th>
              <th scope="col">
                <span class="sr">{t('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {round.stops.map((stop, i) => (
              <tr key={stop.shipmentId}>
                <td class="number if-medium muted">{number(i + 1)}</td>
                <td>
                  <a class="row-link" href={to.shipment(stop.shipmentId)}>
                    {stop.waybill}
                  </a>
                  <span class="under">
                    <StateBadge state={stop.state} /> <LiveState stop={parcelsOf(stop)} />
                  </span>
                  {stop.refused ? <span class="refused small">{problemWords(stop.refused)}</span> : null}
                </td>
                <td class="if-medium">
                  <StateBadge state={stop.state} />
                </td>
                <td class="if-medium">
                  {stop.dispatched && sheet ? (
                    <LiveState stop={parcelsOf(stop)} />
                  ) : stop.dispatched ? (
                    <Badge tone="good">{t('dispatched')}</Badge>
                  ) : (
                    <span class="muted">{t('waiting')}</span>
                  )}
                </td>
                <td class="end">
                  {isRemovable(stop, round) && round.state !== 'closed' ? (
                    <span class="stop-actions">
                      {isMovable(stop) ? (
                        <Button
                          small
                          kind="secondary"
                          aria-label={t('moveLabel', { waybill: stop.waybill })}
                          onClick={() => setMoved(stop)}
                        >
                          {t('move')}
                        </Button>
                      ) : null}
                      <Button
                        small
                        kind="danger"
                        aria-label={t('withdrawLabel', { waybill: stop.waybill })}
                        onClick={() => openWithdraw(stop)}
                      >
                        {t('withdraw')}
                      </Button>
                    </span>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Confirm
        open={withdrawn !== null}
        title={t('withdrawTitle', { waybill: withdrawn?.waybill ?? '' })}
        yes={t('withdraw')}
        danger
        busy={busy}
        failure={failure}
        onYes={() => void withdraw()}
        onClose={() => openWithdraw(null)}
      >
        <p>{t('withdrawText')}</p>
      </Confirm>
      {moved ? (
        <MoveDialog
          stop={moved}
          round={round}
          onClose={() => setMoved(null)}
          onDone={() => {
            setMoved(null)
            onDone()
          }}
        />
      ) : null}
    </>
  )
}
