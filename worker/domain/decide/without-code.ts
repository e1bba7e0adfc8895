import type { CourierCommand } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import { unpaid } from '../paid.ts'
import { codesOpen, identityAllowed } from '../reading.ts'
import type { Shipment } from '../state.ts'
import { releaseByIdentity } from './approval.ts'
import { heldAnswer } from './code.ts'
import { handedOver, hold, parcelsOf } from './parcels.ts'
import { notAtDoor, notSecuredHere } from './stop.ts'

type CommandOf<T extends CourierCommand['type']> = Extract<CourierCommand, { type: T }>

/** Returns why the shipment is held: the codes were used up, or none was given. */
const reasonOf = (shipment: Shipment) => (codesOpen(shipment) ? 'no-code' : 'wrong-code')

/**
 * Decides what follows when the recipient has no code (R13): the identity check if the policy has it, else
 * the mandatory hold. A courier whose identity check is blocked can only hold (R18).
 */
export function declareNoCode(shipment: Shipment, command: CommandOf<'declare-no-code'>): Decision {
  const no = notAtDoor(shipment, command.courierId) ?? notSecuredHere(shipment)
  if (no) return refuse(no)
  // An identity check that the recipient suspended at a counter must not be easier to get at a door (R21).
  // While it is unpaid, no identity check could release it either (R30).
  if (!command.blocked.identity && !shipment.suspension && !unpaid(shipment)) {
    if (identityAllowed(shipment)) return accept([], { outcome: 'identity' })
    if (codesOpen(shipment) && shipment.policy.withoutCode === 'identity')
      return accept([{ type: 'no-code-declared' }], { outcome: 'identity' })
  }
  const held = hold(shipment, reasonOf(shipment))
  return accept([held], heldAnswer(shipment, held.code))
}

/**
 * Decides an identity check at the door (R16). It records the kind of document, whether the name matched and
 * a signature, never a number.
 */
export function checkIdentity(
  shipment: Shipment,
  command: CommandOf<'check-identity'>,
  now: number,
): Decision {
  const no = notAtDoor(shipment, command.courierId) ?? notSecuredHere(shipment)
  if (no) return refuse(no)
  if (unpaid(shipment)) return refuse('unpaid')
  if (!identityAllowed(shipment)) return refuse('not-yet')
  if (shipment.suspension) return refuse('identity-suspended')
  if (command.blocked.identity) return refuse('blocked')
  const document = command.documentType ? { documentType: command.documentType } : {}
  if (command.declined || !command.nameMatches) {
    const held = hold(shipment, reasonOf(shipment))
    const failed = { type: 'identity-not-proved', declined: command.declined, ...document } as const
    return accept([failed, held], heldAnswer(shipment, held.code))
  }
  const labels = parcelsOf(shipment, command.labels)
  if (!labels) return refuse('wrong-parcel')
  if (!command.signed && shipment.policy.signature.includes('identity')) return refuse('signature-required')
  const signed = command.signed ? { signed: 'drawn' as const } : {}
  const fact = handedOver(shipment, labels, { proof: 'identity', ...document, ...signed })
  return releaseByIdentity(shipment, command, fact, now, () => {
    const held = hold(shipment, reasonOf(shipment))
    return accept([held], heldAnswer(shipment, held.code))
  })
}
