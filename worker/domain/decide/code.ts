import type { CourierCommand } from '../command.ts'
import { accept, type CommandAnswer, type Decision, refuse } from '../decision.ts'
import { unpaid } from '../paid.ts'
import { attemptsLeft, codesOpen } from '../reading.ts'
import type { Shipment } from '../state.ts'
import type { CodeProof } from '../terms.ts'
import { holdWords } from '../words.ts'
import { handedOver, hold, parcelsOf } from './parcels.ts'
import { notAtDoor, notAtStop, notSecuredHere } from './stop.ts'

type TryCode = Extract<CourierCommand, { type: 'try-code' }>

/** Returns the answer to a hold: the carrier's code, the point and the words for the courier to say (R14). */
export function heldAnswer(shipment: Shipment, code: string): CommandAnswer {
  const point = shipment.visit?.point ?? null
  return { outcome: 'held', code, point, words: holdWords(shipment.locale, point?.name ?? null) }
}

/**
 * Decides one PIN or QR at the door (R11, R12). Everything that costs no attempt is answered before any
 * comparison. Once codes are closed, right and wrong codes get the same answer and nothing is compared.
 */
export function tryCode(shipment: Shipment, command: TryCode): Decision {
  const away = notAtStop(shipment, command.courierId)
  if (away === 'not-found') return refuse(away)
  if (command.malformed) return refuse('malformed-code')
  if (away && away !== 'stop-closed') return refuse(away)
  if (shipment.claim?.open) return refuse('claim-open')
  const wrongKind = notSecuredHere(shipment)
  if (wrongKind) return refuse(wrongKind)
  if (!shipment.policy.door.includes(command.proof)) return refuse('not-accepted')
  if (away) return accept([], { outcome: 'closed' })
  const notYet = notAtDoor(shipment, command.courierId)
  if (notYet) return refuse(notYet)
  if (unpaid(shipment)) return refuse('unpaid')
  if (!codesOpen(shipment)) return accept([], { outcome: 'closed' })
  const labels = parcelsOf(shipment, command.labels)
  if (!labels) return refuse('wrong-parcel')
  if (command.proof === 'pin' && command.blocked.pin) return refuse('blocked')
  if (command.foreign) return accept([], { outcome: 'wrong-parcel' })
  if (command.matches()) {
    const fact = handedOver(shipment, labels, { proof: command.proof })
    return accept([fact], { outcome: 'handed-over', code: fact.code })
  }
  return refused(shipment, command.proof)
}

function refused(shipment: Shipment, proof: CodeProof): Decision {
  const left = attemptsLeft(shipment) - 1
  const wrong = { type: 'code-refused', proof, left } as const
  if (left > 0) return accept([wrong], { outcome: 'wrong', left })
  if (shipment.policy.afterWrong === 'identity') return accept([wrong], { outcome: 'identity', left: 0 })
  const held = hold(shipment, 'wrong-code')
  return accept([wrong, held], heldAnswer(shipment, held.code))
}
