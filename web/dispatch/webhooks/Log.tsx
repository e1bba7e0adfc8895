import type { DeliveryLine, DeliveryState } from '../../../worker/api/webhooks/answers.ts'
import { number } from '../../i18n/format.ts'
import { Badge, type Tone } from '../../ui/bits.tsx'
import { to } from '../route.ts'
import { When } from '../when.tsx'
import { DeliveryRow, type LogProps } from './DeliveryRow.tsx'
import { faultWord } from './fault.ts'
import { eventWord } from './parts.tsx'
import { t } from './texts.ts'

const TONES: Record<DeliveryState, Tone> = { waiting: 'warn', delivered: 'good', failed: 'bad' }

/** Returns the waybill, if the body that was sent names it. */
function waybillOf({ request }: DeliveryLine): string | null {
  const { waybill } = request ? (JSON.parse(request.body).data ?? {}) : {}
  return typeof waybill === 'string' ? waybill : null
}

/** Lists what was sent, newest first. Each delivery opens to its attempts with request and answer. */
export function Log({ lines, endpoint, enabled, onDone }: LogProps) {
  // An unsent delivery does not name its waybill, but an earlier event of the same shipment may.
  const waybills = new Map(
    lines.map((line) => [line.shipmentId, waybillOf(line)] as const).filter(([, waybill]) => waybill),
  )
  return (
    <div class="table-box deliveries">
      <table>
        <caption class="sr">{t('log')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('event')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col" class="number if-medium">
              {t('tries')}
            </th>
            <th scope="col" class="if-medium">
              {t('tried')}
            </th>
            <th scope="col" class="if-medium">
              {t('next')}
            </th>
          </tr>
        </thead>
        {lines.map((line) => (
          <tbody key={line.id}>
            <tr>
              <td>
                <strong>{eventWord(line.type)}</strong>
                {line.kind === 'replay' ? <span class="muted"> · {t('again')}</span> : null}
                <span class="second mono">
                  {line.shipmentId ? (
                    <a href={to.shipment(line.shipmentId)}>
                      {waybills.get(line.shipmentId) ?? t('shipment')}
                    </a>
                  ) : null}{' '}
                  {line.eventId.slice(line.eventId.lastIndexOf(':'))}
                </span>
              </td>
              <td>
                <Badge tone={TONES[line.state]}>{t(`delivery.${line.state}`)}</Badge>
                <span class="second">
                  {line.response ? t('status', { status: line.response.status }) : null}
                  {line.fault ? faultWord(line.fault) : null}
                </span>
              </td>
              <td class="number if-medium">{number(line.tries.length)}</td>
              <td class="nowrap if-medium">{line.triedAt ? <When at={line.triedAt} /> : t('notYet')}</td>
              <td class="nowrap if-medium">
                {line.next ? <When at={line.next} /> : line.state === 'waiting' ? t('behind') : null}
              </td>
            </tr>
            <tr class="more-of">
              <td colSpan={5}>
                <DeliveryRow line={line} endpoint={endpoint} enabled={enabled} onDone={onDone} />
              </td>
            </tr>
          </tbody>
        ))}
      </table>
    </div>
  )
}
