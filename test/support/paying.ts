import type { Client } from '../../scripts/client.ts'
import type { PaymentProviderName } from '../../worker/domain/terms.ts'
import { openLink, outForDelivery, type System, secretOf } from './world.ts'

/** A payment as the provider has it. */
export interface Booked {
  provider: PaymentProviderName
  ref: string
  shipment: string
  payment: number
  amount: number
  currency: string
  state: 'open' | 'paid' | 'failed' | 'expired'
  refunded: number
}

/** What a shipment of a contract that takes payments asks for: a delivery and two lines of goods. */
export const AMOUNTS = {
  delivery: 500,
  goods: [
    { name: 'Lampe de bureau', quantity: 1, price: 3_990, vat: 20 },
    { name: 'Ampoule', quantity: 2, price: 250, vat: 20 },
  ],
  currency: 'EUR',
}
export const TOTAL = 4_990
/** The policy of such a contract. */
export const PAYING = { payment: 'both' }

const post = async (world: System, path: string, body: object): Promise<unknown> => {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${world.phoneUrl}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** Everything that the providers have of a shipment, the oldest first. */
export async function booked(world: System, shipment: string): Promise<Booked[]> {
  const all = (await (await fetch(`${world.phoneUrl}/payments`)).json()) as Booked[]
  return all.filter((one) => one.shipment === shipment).sort((a, b) => a.payment - b.payment)
}

/** Does at the provider what a payer, time or a bank does. */
export const atProvider = (world: System, ref: string, action: string) =>
  post(world, '/payments/act', { ref, action })

/** Runs while a provider misbehaves, which is over afterwards. */
export async function whileProvider<T>(
  world: System,
  provider: PaymentProviderName,
  mode: { notices?: string; answers?: string; refunds?: string; delayMs?: number },
  run: () => Promise<T>,
): Promise<T> {
  await post(world, '/payments/modes', { provider, ...mode })
  try {
    return await run()
  } finally {
    await post(world, '/payments/modes', {
      provider,
      notices: 'on-time',
      answers: 'on-time',
      refunds: 'done',
    })
  }
}

/** What a recipient's phone is told when it wants to pay. */
export const pay = (phone: Client, path: string, options?: { key?: string }) =>
  phone.send('POST', `${path}/pay`, {}, options)

/** A stop at its door whose recipient has to pay, with the recipient's phone on its page. */
export async function unpaidDoor(
  world: System,
  given: { profile?: 'kse' | 'chronopost'; policy?: object; amounts?: object; parcels?: number } = {},
) {
  const { profile = 'kse', policy = {}, amounts = AMOUNTS, parcels = 1 } = given
  const stop = await outForDelivery(world, profile, {
    policy: { ...PAYING, ...policy },
    amounts: { ...amounts },
    parcels,
    arrived: true,
  })
  const { link } = await secretOf(world, stop.phone)
  const { phone: recipient, path } = await openLink(world, link)
  return { ...stop, recipient, path, link }
}
export type UnpaidDoor = Awaited<ReturnType<typeof unpaidDoor>>

/** Pays what is due on this page, and waits until the shipment knows it. */
export async function payNow(
  world: System,
  { recipient, path, id }: Pick<UnpaidDoor, 'recipient' | 'path' | 'id'>,
): Promise<void> {
  await pay(recipient, path)
  await atProvider(world, (await booked(world, id)).at(-1)?.ref ?? '', 'card')
  await world.until(async () => (await recipient.must('GET', path)).payment.state === 'paid')
}

/** Hands over what was paid for, against the code that comes then. */
export async function handOver(
  world: System,
  { id, phone, courier }: Pick<UnpaidDoor, 'id' | 'phone' | 'courier'>,
): Promise<void> {
  const { pin } = await world.until(async () => {
    const told = await secretOf(world, phone)
    return told.pin ? told : null
  })
  await courier.must('POST', `/api/stops/${id}/pin`, { pin })
}

/** A parcel that was paid for and handed over, so that giving money back loses nothing (R30). */
export async function paidAndHandedOver(
  world: System,
  given: Parameters<typeof unpaidDoor>[1] = {},
): Promise<UnpaidDoor> {
  const door = await unpaidDoor(world, given)
  await payNow(world, door)
  await handOver(world, door)
  return door
}
