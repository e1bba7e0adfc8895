import type { CourierCommand } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import { SEND_GAP_MS, SENDS_ON_DEMAND } from '../limits.ts'
import { codesUsable, handOverSite, isOver } from '../reading.ts'
import type { Shipment } from '../state.ts'
import type { SentOnDemand } from '../terms.ts'
import { notAtDoor, notSecuredHere } from './stop.ts'

/** Sends on demand: three messages in all, two minutes apart, whoever asks; never new attempts (R8). */
function send(shipment: Shipment, what: SentOnDemand, now: number): Decision {
  // After NL the door's code is dead until a point has a new one (R28), so there is none to send.
  if (what === 'code' && !codesUsable(shipment)) return refuse('codes-closed')
  if (shipment.sends.count >= SENDS_ON_DEMAND) return refuse('resend-limit')
  if (now - shipment.sends.lastAt < SEND_GAP_MS) return refuse('resend-too-soon')
  return accept([{ type: 'sent-on-demand', what }])
}

/** The dispatcher or the shipper sends the message again. */
export function resend(shipment: Shipment, what: SentOnDemand, now: number): Decision {
  if (!shipment.secured) return refuse('not-secured')
  // A drop-off's code is told when the point is ready, not on demand before.
  if (shipment.destination && handOverSite(shipment) !== 'counter') return refuse('drop-off')
  if (isOver(shipment)) return refuse('shipment-over')
  if (shipment.claim?.open) return refuse('claim-open')
  return send(shipment, what, now)
}

/** The courier has the message sent at the door. */
export function sendAtDoor(
  shipment: Shipment,
  command: Extract<CourierCommand, { type: 'send-at-door' }>,
  now: number,
): Decision {
  const no = notAtDoor(shipment, command.courierId) ?? notSecuredHere(shipment)
  return no ? refuse(no) : send(shipment, command.what, now)
}
