import type { CountedAct, DeviceGap } from '../domain/device-gaps.ts'
import { personStub } from '../objects/person.ts'
import { shipmentStub } from '../objects/shipment.ts'
import { insertAlert } from '../registry/index-update.ts'
import { shipmentsOfRounds, shipmentsSince } from '../registry/rounds.ts'
import type { Stores } from './operation.ts'

/** Whose acts are looked through at the end of a round, and the act that ends it, if a tablet does. */
export interface LookedThrough {
  courierId: string
  date: string
  closing: CountedAct | null
}

const actsAt = async ({ SHIPMENT }: Stores, courierId: string, shipmentIds: readonly string[]) =>
  (await Promise.all(shipmentIds.map((id) => shipmentStub(SHIPMENT, id).actsOf(courierId)))).flat()

/**
 * Returns what is missing among the numbers of a courier's acts once rounds end (R36). Where something is, every stop of
 * the last days is asked before anybody is told, as an act may have waited for long. It can be repeated under its key.
 */
async function missing(
  stores: Stores,
  roundIds: readonly string[],
  { courierId, date, closing }: LookedThrough,
  key: string,
): Promise<DeviceGap[]> {
  const person = personStub(stores.PERSON, courierId)
  const own = closing ? [closing] : []
  const acts = await actsAt(stores, courierId, await shipmentsOfRounds(stores.DB, roundIds))
  if ((await person.gapsBeside([...acts, ...own])).length === 0)
    return person.lookThrough(key, [...acts, ...own])
  const all = await actsAt(stores, courierId, await shipmentsSince(stores.DB, courierId, date))
  return person.lookThrough(key, [...acts, ...all, ...own])
}

/** Returns the alerts about numbers that are missing, as statements. */
export async function gapAlerts(
  stores: Stores,
  roundIds: readonly string[],
  looked: LookedThrough,
  key: string,
): Promise<D1PreparedStatement[]> {
  const gaps = await missing(stores, roundIds, looked, key)
  const { courierId: by } = looked
  return gaps.map((gap) =>
    insertAlert(stores.DB, {
      // The same gap is told once, whoever ends the round again.
      id: `gap:${by}:${gap.device}:${gap.missing[0]?.from ?? 0}`,
      ...{ kind: 'device-gap', at: Date.now(), shipmentId: null, waybill: null, personId: null },
      detail: { gap: { ...gap, roundId: roundIds[0] ?? '' }, by },
    }),
  )
}
