import type { Trip } from '../custody.ts'
import type { Shipment } from '../state.ts'

/**
 * Which parcels were on which round's vehicle (R26). This is folded from facts that every log has: what
 * leaves with a round, what is moved to another on the road, and what the depot has again.
 */

const without = (labels: readonly string[], some: readonly string[]) =>
  labels.filter((label) => !some.includes(label))

/** Adds parcels that leave with a round. One that leaves again counts as back from its earlier round. */
export function setOut(trips: readonly Trip[], roundId: string, labels: readonly string[]): Trip[] {
  const before = comeBack(trips, labels)
  const same = before.find((trip) => trip.roundId === roundId) ?? { out: [], back: [] }
  const trip = { roundId, out: [...same.out, ...labels], back: without(same.back, labels) }
  return [...before.filter((other) => other.roundId !== roundId), trip]
}

/** Returns the trips after the depot has parcels again. No round has to explain them from then on. */
export function comeBack(trips: readonly Trip[], labels: readonly string[]): Trip[] {
  return trips.map((trip) => ({
    ...trip,
    out: without(trip.out, labels),
    back: [...trip.back, ...trip.out.filter((label) => labels.includes(label))],
  }))
}

/**
 * Returns the trips after the parcels on the vehicle went on with another round, which counts them from now
 * on. Those that came back before stay with the first round.
 */
export function moveOver(shipment: Shipment, roundId: string): Trip[] {
  const { trips, parcels, visit } = shipment
  if (!visit?.open) return trips
  const labels = parcels.filter(({ place }) => place === 'vehicle').map(({ label }) => label)
  const left = trips.flatMap((trip) => {
    const rest = { ...trip, out: without(trip.out, labels) }
    return rest.out.length + rest.back.length > 0 ? [rest] : []
  })
  return setOut(left, roundId, labels)
}
