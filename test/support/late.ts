import { eventsOf, ofType, pinOf, tryPin } from './door.ts'
import { type Delivery, outForDelivery, type System } from './world.ts'

/** Sends what a tablet did at a door before, without a network (R36). `more` replaces what it says of itself. */
export const actLate = (
  { courier, id }: Pick<Delivery, 'courier' | 'id'>,
  call: string,
  body: object = {},
  said = `device=tablet1, seq=1, at=${new Date().toISOString()}, late`,
) => courier.send('POST', `/api/stops/${id}/${call}`, body, { headers: { 'sesame-act': said } })

/** Makes a visit of which two accounts are known: handed over by PIN, and "nobody there" that came late. */
export async function twoAccounts(world: System): Promise<Delivery & { event: number }> {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  await tryPin(delivery, await pinOf(world, delivery))
  await actLate(delivery, 'fail', { reason: 'absent' })
  const [refused] = ofType(await eventsOf(world, delivery.id), 'late-act-refused')
  return { ...delivery, event: refused?.seq ?? 0 }
}
