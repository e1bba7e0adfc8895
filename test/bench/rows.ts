import { Client } from '../../scripts/client.ts'
import { eventsOf, ofType, pinOf, tryPin } from '../support/door.ts'
import { announce, contractFor, newCourier, type System } from '../support/world.ts'
import type { Rows } from './entry/rows.ts'
import { startPlatform } from './platform.ts'

/**
 * The rows that one hand-over in a full round may write, in objects and D1 together. An index entry counts as
 * a row.
 */
const ROWS_MAX = 24

const sum = (rows: Record<string, number>) => Object.values(rows).reduce((all, n) => all + n, 0)
const rowsOf = (place: System): Promise<Rows> => place.dispatcher.must('GET', '/bench/rows')

const grown = (before: Record<string, number>, after: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(after).flatMap(([sql, n]) =>
      n > (before[sql] ?? 0) ? [[sql, n - (before[sql] ?? 0)]] : [],
    ),
  )

/** A client that calls with an API key. */
class KeyClient extends Client {
  readonly #key: string

  constructor(base: string, key: string) {
    super(base)
    this.#key = key
  }

  override send: Client['send'] = (method, path, body, options = {}) =>
    super.send(method, path, body, {
      ...options,
      headers: { ...options.headers, authorization: `Bearer ${this.#key}` },
    })
}

/**
 * Returns the place with the shipper's own system as the announcing client, as in production. A shipment that
 * a dispatcher enters by hand costs two more rows of audit, like each act of a dispatcher; making and
 * dispatching a round are two such acts for all its stops.
 */
async function shipperOf(place: System, contractId: string): Promise<System> {
  const { key } = await place.dispatcher.must('POST', '/api/api-keys', { name: 'Bench', contractId })
  const dispatcher = new KeyClient(place.url, key)
  // The first use of a key in an hour writes a row, so it happens before the count.
  await dispatcher.must('GET', '/api/shipments')
  return { ...place, dispatcher }
}

/**
 * Hands over a round of `stops` shipments and returns all rows written from the announcement to the receipt,
 * with every message sent.
 */
async function handOvers(place: System, profile: 'kse' | 'chronopost', stops: number): Promise<Rows> {
  const contractId = await contractFor(place, profile)
  const { id: courierId, client: courier } = await newCourier(place)
  const { dispatcher } = place
  const shipper = await shipperOf(place, contractId)
  const before = await rowsOf(place)
  const shipments = []
  for (let n = 0; n < stops; n++) shipments.push(await announce(shipper, contractId))
  const date = new Date().toISOString().slice(0, 10)
  const round = { courierId, date, shipmentIds: shipments.map(({ id }) => id) }
  const { id: roundId } = await dispatcher.must('POST', '/api/rounds', round)
  await dispatcher.must('POST', `/api/rounds/${roundId}/dispatch`, {})
  for (const shipment of shipments) {
    const at = new Date().toISOString()
    await courier.must('POST', `/api/stops/${shipment.id}/arrive`, { at })
    const { body } = await tryPin({ courier, id: shipment.id }, await pinOf(place, shipment))
    if (body.outcome !== 'handed-over') throw new Error(`not handed over: ${body.outcome}`)
  }
  const messages = profile === 'kse' ? 2 : 3
  for (const { id, labels } of shipments)
    await place.until(async () => {
      const { items } = await dispatcher.must('GET', `/api/shipments?q=${labels[0]}`)
      const sent = ofType(await eventsOf(place, id), 'message-sent').length
      return items[0]?.state === 'handed-over' && sent === messages
    })
  // Waits until nothing is written any more.
  let last = await rowsOf(place)
  await place.until(async () => {
    const now = await rowsOf(place)
    const same = JSON.stringify(now) === JSON.stringify(last)
    last = now
    return same
  })
  return {
    objects: grown(before.objects, last.objects),
    d1: grown(before.d1, last.d1),
    alarms: last.alarms - before.alarms,
  }
}

/**
 * Prints the rows per hand-over and returns false when one profile is above the bound. A round of one stop
 * bears alone what each round costs once, and is printed beside it.
 */
export async function benchRows({ detail = false } = {}): Promise<boolean> {
  const place = await startPlatform({ COUNT_ROWS: '1' })
  place.onDevices = true
  let within = true
  for (const profile of ['kse', 'chronopost'] as const)
    for (const stops of [1, 20]) {
      const { objects, d1, alarms } = await handOvers(place, profile, stops)
      const rows = (sum(objects) + sum(d1)) / stops
      const over = stops > 1 && rows > ROWS_MAX
      within &&= !over
      const name = `rows a hand-over, ${profile}, round of ${stops}`.padEnd(42)
      const parts = `objects ${sum(objects) / stops}, D1 ${sum(d1) / stops}, alarms ${alarms / stops}`
      console.log(`${over ? 'OVER' : 'ok  '} ${name} ${rows} of ${ROWS_MAX} (${parts})`)
      if (detail) console.table({ ...objects, ...d1 })
    }
  await place.close()
  return within
}

if (import.meta.main) process.exitCode = (await benchRows({ detail: true })) ? 0 : 1
