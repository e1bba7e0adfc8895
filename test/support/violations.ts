import { Client } from '../../scripts/client.ts'
import type { ViolationLine } from '../../worker/api/violations/answers.ts'
import { dayOf } from '../../worker/platform/calendar.ts'
import { type Delivery, openLink, outForDelivery, type System, secretOf } from './world.ts'

/** Returns the month in which something happens now, as its contract's clock has it. */
export const monthIn = (profile: 'kse' | 'chronopost'): string =>
  dayOf(Date.now(), { kse: 'Europe/Moscow', chronopost: 'Europe/Paris' }[profile]).slice(0, 7)

/** Returns everything in the ledger about one shipment. */
export async function ledgerOf(world: System, shipmentId: string): Promise<ViolationLine[]> {
  const items: ViolationLine[] = []
  let cursor: string | null = null
  do {
    const page = await world.dispatcher.must('GET', `/api/violations${cursor ? `?cursor=${cursor}` : ''}`)
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor)
  return items.filter((line) => line.shipmentId === shipmentId)
}

/** Waits for the outbox to deliver the first row about a shipment, and returns it. */
export const rowOf = (world: System, shipmentId: string): Promise<ViolationLine> =>
  world.until(async () => (await ledgerOf(world, shipmentId))[0])

/** Makes a `chronopost` visit that ended with one unexplained parcel, and returns it with its row. */
export async function suspected(world: System): Promise<{ door: Delivery; row: ViolationLine }> {
  const door = await outForDelivery(world, 'chronopost', { arrived: true })
  await door.courier.must('POST', '/api/round/close', { scanned: [] })
  return { door, row: await rowOf(world, door.id) }
}

/** Returns the client of a dispatcher whom another dispatcher invited. */
export async function invitedBy(dispatcher: Client, name: string): Promise<Client> {
  const { url } = await dispatcher.must('POST', '/api/invitations', { role: 'dispatcher', name })
  const client = new Client(dispatcher.base)
  await client.must('POST', '/api/session', { token: String(url).split('#')[1] })
  return client
}

/** Sends a claim by the newest link that reached the recipient's phone. */
export async function complain(world: System, door: Delivery, kind: string): Promise<void> {
  const { phone, path } = await openLink(world, (await secretOf(world, door.phone)).link)
  await phone.must('POST', `${path}/claim`, { kind, text: 'Rien vu' })
}
