import type { Command } from '../command.ts'
import { accept, type Decision, refuse, type StopCount } from '../decision.ts'
import type { Fact } from '../event.ts'
import { reopenUntil } from '../reading.ts'
import { findScanned } from '../scanned.ts'
import type { Shipment } from '../state.ts'
import { isWaybillOfOne } from './parcels.ts'

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>

/**
 * Closes a round at one of its stops (R26). It counts where each parcel of the round's vehicle is, and
 * records what follows. A parcel that the courier scanned is declared back, nothing more; one that nobody can
 * explain is a suspected violation. The same command again counts anew and records only what is new. For a
 * round that is not the shipment's last one nothing is recorded. An open claim does not matter here, because
 * it stops releases, never custody (R21).
 */
export function closeStop(
  shipment: Shipment,
  { roundId, scanned }: CommandOf<'close-stop'>,
  now: number,
): Decision {
  const { visit, destination, claim } = shipment
  const trip = shipment.trips.find((one) => one.roundId === roundId)
  if (!trip || !visit) return refuse('wrong-round')
  const last = visit.roundId === roundId
  const back = new Set(last ? named(shipment, scanned) : [])
  // A drop-off that the courier visited and did not bring back is underway until the point scans it.
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
    // A parcel that is still counted out and with its sender went back there from the point.
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
  // Whatever was counted stands from now on: a stop that could still be taken back would be on no round's account
  // (R37). So it is recorded that the round was closed, though nothing came back.
  const settles = last && (reopenUntil(shipment) ?? 0) >= now && left.length + missing.length === 0
  if (declared.length > 0 || settles) facts.push({ type: 'declared-back', roundId, labels: declared })
  if (missing.length > 0) facts.push({ type: 'unexplained', labels: missing, why: 'not-scanned' })
  return accept(facts, { outcome: 'counted', ...count, claimed: claim?.open ?? false })
}

/** Returns the labels that the scanned texts name, in any spelling. Other texts are of other shipments. */
function named(shipment: Shipment, texts: readonly string[]): string[] {
  const all = shipment.parcels.map(({ label }) => label)
  return texts.flatMap(
    (text) => findScanned(all, text) ?? (isWaybillOfOne(shipment, text) ? all.slice(0, 1) : []),
  )
}

/**
 * Records that the tablet of a running round failed (R17). The parcels go back to the depot, or an identity
 * check on a substitute phone follows.
 */
export function recordTabletFailure(
  shipment: Shipment,
  { roundId }: CommandOf<'record-tablet-failure'>,
): Decision {
  const { visit, policy, secured, claim } = shipment
  if (visit?.roundId !== roundId) return refuse('wrong-round')
  if (claim?.open) return refuse('claim-open')
  if (!visit.open) return accept([], { outcome: 'done' })
  // An ordinary stop or a drop-off needs no proof from the tablet, so it goes on with a substitute. So does a
  // stop whose substitute fails as well.
  if (!secured || shipment.destination || visit.tabletFailed) return accept([], { outcome: 'identity' })
  const then = policy.brokenTablet
  return accept([{ type: 'tablet-failed', roundId, then }], {
    outcome: then === 'identity' ? 'identity' : 'done',
  })
}
