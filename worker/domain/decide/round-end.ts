import { accept, type Command, type Decision, refuse, type StopCount } from '../command.ts'
import type { Fact } from '../event.ts'
import { findLabel } from '../label.ts'
import type { Shipment } from '../state.ts'
import { isWaybillOfOne } from './parcels.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/**
 * The end of a round at one of its stops (R26): where each parcel is, and what that makes of it. What the courier
 * scanned is declared back, nothing more; what nobody can explain is a suspected violation. Asked again, it
 * counts anew and records only what is new.
 */
export function closeStop(shipment: Shipment, { roundId, scanned }: Of<'close-stop'>): Decision {
  const { visit, claim } = shipment
  if (visit?.roundId !== roundId) return refuse('wrong-round')
  if (claim?.open) return refuse('claim-open')
  const all = shipment.parcels.map(({ label }) => label)
  const back = new Set(
    scanned.map((text) => findLabel(all, text) ?? (isWaybillOfOne(shipment, text) ? all[0] : undefined)),
  )
  // A drop-off that the courier visited and did not bring back is underway to the point's own scan.
  const visited = visit.droppedOff || (visit.open && visit.arrivedAt !== null)
  const dropped = shipment.destination !== null && visited
  const count: StopCount = { handedOver: [], toPoint: [], atPoint: [], depot: [], unexplained: [] }
  const declared: string[] = []
  const left: string[] = []
  const missing: string[] = []
  for (const { label, place, declaredAt } of shipment.parcels) {
    if (place === 'recipient') count.handedOver.push(label)
    else if (place === 'point') count.atPoint.push(label)
    else if (place === 'depot' || place === 'sender') count.depot.push(label)
    else if (back.has(label) || declaredAt !== null) {
      count.depot.push(label)
      if (declaredAt === null) declared.push(label)
    } else if (place === 'to-point') count.toPoint.push(label)
    else if (place === 'vehicle' && dropped) {
      count.toPoint.push(label)
      left.push(label)
    } else {
      count.unexplained.push(label)
      if (place === 'vehicle') missing.push(label)
    }
  }
  const facts: Fact[] = []
  if (left.length > 0) facts.push({ type: 'declared-at-point', labels: left })
  if (declared.length > 0) facts.push({ type: 'declared-back', roundId, labels: declared })
  if (missing.length > 0) facts.push({ type: 'unexplained', labels: missing, why: 'not-scanned' })
  return accept(facts, { outcome: 'counted', ...count })
}

/** The tablet of a running round failed (R17): back to the depot, or an identity check on a substitute phone. */
export function recordTabletFailure(shipment: Shipment, { roundId }: Of<'record-tablet-failure'>): Decision {
  const { visit, policy, secured, claim } = shipment
  if (visit?.roundId !== roundId) return refuse('wrong-round')
  if (claim?.open) return refuse('claim-open')
  if (!visit.open) return accept([], { outcome: 'done' })
  // An ordinary stop, or a drop-off, goes on with a substitute: no proof of theirs hangs on the tablet. So does one
  // whose substitute fails too.
  if (!secured || shipment.destination || visit.tabletFailed) return accept([], { outcome: 'identity' })
  const then = policy.brokenTablet
  return accept([{ type: 'tablet-failed', roundId, then }], {
    outcome: then === 'identity' ? 'identity' : 'done',
  })
}
