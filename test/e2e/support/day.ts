import { announce, contractFor, type System, secretOf } from '../../support/world.ts'

export interface Given {
  policy?: object
  parcels?: number
  recipient?: Record<string, unknown>
  /** What its recipient pays first (R30). */
  amounts?: Record<string, unknown>
}

/** A shipment on a dispatched round. Its courier has not signed in anywhere yet. */
export interface Stop {
  id: string
  phone: string
  labels: string[]
  /** The recipient's name as the stop shows it. */
  recipient: string
  courierId: string
  roundId: string
}

const MOSCOW = {
  name: 'Анна Седова',
  locale: 'ru',
  address: { line1: 'Лесная ул., 7', city: 'Москва', postcode: '127055', country: 'RU' },
}

/** Announces shipments, puts them on a round of a new courier in the given order, and dispatches it. */
export async function dispatched(
  world: System,
  profile: 'kse' | 'chronopost',
  ...shipments: Given[]
): Promise<Stop[]> {
  const made = []
  for (const { recipient, ...given } of shipments) {
    const who = profile === 'kse' ? { ...MOSCOW, ...recipient } : { ...recipient }
    const contractId = await contractFor(world, profile, given.policy)
    const shipment = await announce(world, contractId, { ...given, recipient: who })
    made.push({ ...shipment, recipient: String(who.name ?? 'Camille Renaud') })
  }
  const courierId = await newCourierOf(world)
  const date = new Date().toISOString().slice(0, 10)
  const shipmentIds = made.map(({ id }) => id)
  const { id: roundId } = await world.dispatcher.must('POST', '/api/rounds', { courierId, date, shipmentIds })
  await world.dispatcher.must('POST', `/api/rounds/${roundId}/dispatch`, {})
  return made.map((shipment) => ({ ...shipment, courierId, roundId }))
}

/** Does the same for one shipment. */
export async function oneStop(
  world: System,
  profile: 'kse' | 'chronopost',
  given: Given = {},
): Promise<Stop> {
  const [stop] = await dispatched(world, profile, given)
  return stop!
}

async function newCourierOf(world: System): Promise<string> {
  const provider = await world.dispatcher.must('POST', '/api/providers', { name: 'Transports Moreau' })
  const courier = { name: 'Lucas Moreau', providerId: provider.id }
  return (await world.dispatcher.must('POST', '/api/couriers', courier)).id
}

/** Returns the right code from the recipient's messages; throws when they carry none. */
export async function pinOf(world: System, { phone }: { phone: string }): Promise<string> {
  const { pin } = await secretOf(world, phone)
  if (!pin) throw new Error('the message carries no code')
  return pin
}

/** Returns `count` different wrong codes of the right form. */
export const wrongPins = (right: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) =>
    String((Number(right) + 1 + n * 7) % 10 ** right.length).padStart(right.length, '0'),
  )

/** Waits for a matching text on a phone and returns the newest one. */
export const messageWith = (world: System, { phone }: { phone: string }, words: RegExp): Promise<string> =>
  world.until(async () =>
    (await world.messages(phone)).map(({ text }) => text).findLast((t) => words.test(t)),
  )

/** Returns the drawn label of a parcel, to be held before a camera. */
export async function labelOf(world: System, id: string, parcel = 1): Promise<string> {
  return (await world.dispatcher.get(`/api/shipments/${id}/label?parcel=${parcel}`)).text
}

interface Recorded {
  type: string
  code?: string
  proved: string[]
  parcels?: string[]
  data: Record<string, unknown>
}

/** Returns a shipment's log as the dispatcher reads it. */
export async function eventsOf(world: System, id: string): Promise<Recorded[]> {
  return (await world.dispatcher.must('GET', `/api/shipments/${id}/events`)).events
}

/** Returns the carrier's codes in the log: exactly one for each hand-over or hold (R33). */
export const codesOf = async (world: System, id: string): Promise<string[]> =>
  (await eventsOf(world, id)).flatMap(({ code }) => (code ? [code] : []))
