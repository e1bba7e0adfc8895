import type { Command, DecideRequest } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import type { Fact } from '../event.ts'
import { currentHold, isOver } from '../reading.ts'
import { apartOf, covers } from '../request.ts'
import type { Shipment } from '../state.ts'
import { type ClaimKind, SUSPENDS } from '../terms.ts'

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

/** Whether the shipment is ordered to a point or there, and not issued yet. */
const duringHold = (shipment: Shipment) =>
  !isOver(shipment) && (currentHold(shipment) !== null || shipment.destination !== null)

/**
 * Returns the fact that suspends the identity check, if somebody says during a hold that no courier came,
 * that no code was asked for, or that it is not them. It lasts until it is taken back or decided (R21). The
 * same word again changes nothing, except after it was taken back.
 */
export function suspends(shipment: Shipment, said: ClaimKind | 'not-me', link: number): Fact[] {
  const because = SUSPENDS.find((one) => one === said)
  if (!because || !duringHold(shipment) || shipment.suspension?.because.includes(because)) return []
  return [{ type: 'identity-suspended', because, link }]
}

/**
 * Lifts a suspension for a dispatcher: at once if they are independent, otherwise somebody independent has to
 * agree (R21). After a dispatcher left it in place a decision can be asked for again.
 */
export function release(shipment: Shipment, { independentOf }: CommandOf<'release-suspension'>): Decision {
  const { suspension, seq } = shipment
  if (!suspension || isOver(shipment)) return refuse('no-suspension')
  if (covers(independentOf, apartOf(shipment, 'suspension')))
    return accept([{ type: 'suspension-lifted', who: 'second-person' }])
  const asked = { outcome: 'requested', kind: 'suspension' } as const
  if (suspension.open) return accept([], { ...asked, seq: suspension.seq })
  return accept([{ type: 'suspension-questioned' }], { ...asked, seq: seq + 1 })
}

export const decideSuspension = (_shipment: Shipment, { decision }: DecideRequest): Decision =>
  accept(
    [
      decision === 'agree'
        ? { type: 'suspension-lifted', who: 'second-person' }
        : { type: 'suspension-kept' },
    ],
    { outcome: 'decided' },
  )
