import { accept, type Command, type DecideRequest, type Decision, refuse } from '../command.ts'
import type { Fact } from '../event.ts'
import { currentHold, isOver } from '../reading.ts'
import { apartOf, covers } from '../request.ts'
import type { Shipment } from '../state.ts'
import { type ClaimKind, SUSPENDS } from '../terms.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** Ordered to a point, or there, and not issued yet. */
const duringHold = (shipment: Shipment) =>
  !isOver(shipment) && (currentHold(shipment) !== null || shipment.destination !== null)

/**
 * What somebody says during a hold who never saw a courier, or is not who it is for: nobody gets it against a document
 * until it is taken back or decided (R21). Said again it changes nothing; after it was taken back, it does.
 */
export function suspends(shipment: Shipment, said: ClaimKind | 'not-me', link: number): Fact[] {
  const because = SUSPENDS.find((one) => one === said)
  if (!because || !duringHold(shipment) || shipment.suspension?.because.includes(because)) return []
  return [{ type: 'identity-suspended', because, link }]
}

/**
 * A dispatcher lifts it: at once who is independent, else another has to (R21). Who had been asked and left it as it
 * was may be asked again.
 */
export function release(shipment: Shipment, { independentOf }: Of<'release-suspension'>): Decision {
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
