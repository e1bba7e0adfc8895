import { Client } from '../../scripts/client.ts'
import type { ViolationLine } from '../../worker/api/violations/answers.ts'
import { type Delivery, openLink, outForDelivery, type Place, secretOf } from './world.ts'

/** Everything in the ledger about one shipment. */
export async function ledgerOf(world: Place, shipmentId: string): Promise<ViolationLine[]> {
  const items: ViolationLine[] = []
  let cursor: string | null = null
  do {
    const page = await world.dispatcher.must('GET', `/api/violations${cursor ? `?cursor=${cursor}` : ''}`)
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor)
  return items.filter((line) => line.shipmentId === shipmentId)
}

/** The first row about a shipment, as soon as the outbox has told it. */
export const rowOf = (world: Place, shipmentId: string): Promise<ViolationLine> =>
  world.until(async () => (await ledgerOf(world, shipmentId))[0])

/** A visit of `chronopost` that ended with one parcel nobody can explain, and its row. */
export async function suspected(world: Place): Promise<{ door: Delivery; row: ViolationLine }> {
  const door = await outForDelivery(world, 'chronopost', { arrived: true })
  await door.courier.must('POST', '/api/round/close', { scanned: [] })
  return { door, row: await rowOf(world, door.id) }
}

/** A dispatcher whom another one invited. */
export async function invitedBy(dispatcher: Client, name: string): Promise<Client> {
  const { url } = await dispatcher.must('POST', '/api/invitations', { role: 'dispatcher', name })
  const client = new Client(dispatcher.base)
  await client.must('POST', '/api/session', { token: String(url).split('#')[1] })
  return client
}

/** Says something by the newest link that reached the recipient's phone. */
export async function complain(world: Place, door: Delivery, kind: string): Promise<void> {
  const { phone, path } = await openLink(world, (await secretOf(world, door.phone)).link)
  await phone.must('POST', `${path}/claim`, { kind, text: 'Rien vu' })
}
