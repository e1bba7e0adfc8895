import { accept, type Command, type Decision, refuse, type StopCount } from '../command.ts'
import type { Fact } from '../event.ts'
import { findLabel } from '../label.ts'
import type { Shipment } from '../state.ts'
import { isWaybillOfOne } from './parcels.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/**
 * The end of a round at one of its stops (R26): where each parcel that was on its vehicle is, and what that makes of
 * it. What the courier scanned is declared back, nothing more; what nobody can explain is a suspected violation. Asked
 * again, it counts anew and records only what is new; of a round that is not the last one, nothing. An open claim
 * holds nothing back: it stops release, never custody (R21).
 */
export function closeStop(shipment: Shipment, { roundId, scanned }: Of<'close-stop'>): Decision {
  const { visit, destination, claim } = shipment
  const trip = shipment.trips.find((one) => one.roundId === roundId)
  if (!trip || !visit) return refuse('wrong-round')
  const last = visit.roundId === roundId
  const back = new Set(last ? named(shipment, scanned) : [])
  // A drop-off that the courier visited and did not bring back is underway to the point's own scan.
  const visited = visit.droppedOff || (visit.open && visit.arrivedAt !== null)
  const dropped = destination !== null && visited
  const count: StopCount = {
    handedOver: [],
    toPoint: [],
    atPoint: [],
    depot: [...trip.back],
    unexplained: [],
  }
  const declared: string[] = []
  const left: string[] = []
  const missing: string[] = []
  for (const { label, place, declaredAt } of shipment.parcels) {
    if (!trip.out.includes(label)) continue
    if (place === 'recipient') count.handedOver.push(label)
    // It never came back to a depot, so the sender has it from the point.
    else if (place === 'point' || place === 'sender') count.atPoint.push(label)
    else if (place === 'depot') count.depot.push(label)
    else if (back.has(label) || declaredAt !== null) {
      count.depot.push(label)
      if (declaredAt === null) declared.push(label)
    } else if (place === 'to-point') count.toPoint.push(label)
    else if (place === 'vehicle' && last && dropped) {
      count.toPoint.push(label)
      left.push(label)
    } else {
      count.unexplained.push(label)
      if (place === 'vehicle' && last) missing.push(label)
    }
  }
  const facts: Fact[] = []
  if (left.length > 0) facts.push({ type: 'declared-at-point', labels: left })
  if (declared.length > 0) facts.push({ type: 'declared-back', roundId, labels: declared })
  if (missing.length > 0) facts.push({ type: 'unexplained', labels: missing, why: 'not-scanned' })
  return accept(facts, { outcome: 'counted', ...count, claimed: claim?.open ?? false })
}

/** The parcels that some scanned texts name, in any spelling; what names none of them is somebody else's. */
function named(shipment: Shipment, texts: readonly string[]): string[] {
  const all = shipment.parcels.map(({ label }) => label)
  return texts.flatMap(
    (text) => findLabel(all, text) ?? (isWaybillOfOne(shipment, text) ? all.slice(0, 1) : []),
  )
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
