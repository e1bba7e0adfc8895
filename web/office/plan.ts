import type { RoundView } from '../../worker/api/rounds/answers.ts'
import type { ShipmentLine } from '../../worker/api/shipments/answers.ts'

/** The most shipments that the API takes for one round. */
export const STOPS_MAX = 200

const DAY_MS = 86_400_000

/** Returns the day of a moment in the viewer's own calendar, such as `2026-11-22`. */
export function dayOf(when: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`
}

/** Returns noon UTC of a day, which is the same calendar day in every inhabited time zone. */
export const noon = (day: string): string => `${day}T12:00:00Z`

/**
 * Returns the day `count` days after another one. 24 hours after an instant may be the same day again, when
 * clocks go back.
 */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(noon(day)) + count * DAY_MS).toISOString().slice(0, 10)

/** Returns the shipments that can be put on a round, newest first, each once. */
export function plannableShipments(...lists: (readonly ShipmentLine[] | undefined)[]): ShipmentLine[] {
  const found = new Map(lists.flatMap((lines) => lines ?? []).map((line) => [line.id, line]))
  return [...found.values()].sort((a, b) => (a.announcedAt < b.announcedAt ? 1 : -1))
}

export interface StopProgress {
  done: number
  refused: number
  of: number
}

/** Returns how far a dispatch has come. */
export function stopProgress({ stops }: Pick<RoundView, 'stops'>): StopProgress {
  return {
    done: stops.filter((stop) => stop.dispatched).length,
    refused: stops.filter((stop) => !stop.dispatched && stop.refused !== null).length,
    of: stops.length,
  }
}

const MOVABLE = ['scheduled', 'out-for-delivery']
/** Whether a stop may still be moved or withdrawn. The server decides. */
export const isMovable = ({ state }: Pick<RoundView['stops'][number], 'state'>): boolean =>
  MOVABLE.includes(state)

/**
 * Whether a stop may be taken off its round. In a planned round that includes a stop whose shipment is by now
 * handled in another way.
 */
export const isRemovable = (
  stop: Parameters<typeof isMovable>[0],
  round: Pick<RoundView, 'state'>,
): boolean => isMovable(stop) || round.state === 'planned'

export type PlanError = 'courier' | 'date' | 'pick'
/** Returns what is missing before a round can be created. */
export function planErrors(
  plan: { courierId: string; date: string; picked: number },
  today: string,
): PlanError[] {
  const errors: PlanError[] = []
  if (!plan.courierId) errors.push('courier')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(plan.date) || plan.date < today) errors.push('date')
  if (plan.picked === 0) errors.push('pick')
  return errors
}

/** Returns the refused shipments and why. `shipmentIds.3` names the fourth shipment that was sent. */
export function refusedOf(
  problem: { errors?: { field: string; code: string }[] },
  sent: readonly string[],
): ReadonlyMap<string, string> {
  const refused = new Map<string, string>()
  for (const { field, code } of problem.errors ?? []) {
    const id = sent[Number(/^shipmentIds\.(\d+)$/.exec(field)?.[1] ?? -1)]
    if (id) refused.set(id, code)
  }
  return refused
}
