import { beforeAll, expect, test } from 'vitest'
import { type Client, signIn } from '../../scripts/client.ts'
import { clerkAt, newPoint } from '../support/counter.ts'
import { sharedWorld } from '../support/harness.ts'
import { keyOf, newWaybill } from '../support/labels.ts'
import { announce, contractFor, newCourier, newPhone, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

/** Each pair of bodies races this often, because one race proves little. */
const RACES = 8
const today = () => new Date().toISOString().slice(0, 10)
const address = { line1: '1 rue Neuve', city: 'Lyon', postcode: '69001', country: 'FR' }

interface Race {
  client: Client
  path: string
  bodies: [unknown, unknown]
  /** The answer to the refused body under its own key, if nothing of it was done before. */
  untouched: object
}

const order = (contractId: string) => {
  const waybill = newWaybill()
  const recipient = { name: 'Camille', phone: newPhone(), kind: 'consumer', address }
  return { waybill, contractId, parcels: [{ label: waybill }], recipient, inPerson: true }
}

const two = async (given: object = {}) => {
  const contractId = await contractFor(world, 'kse')
  return [await announce(world, contractId, given), await announce(world, contractId, given)] as const
}

const RACERS: Record<string, () => Promise<Race>> = {
  'an announcement': async () => {
    const contractId = await contractFor(world, 'kse')
    const client = await keyOf(world, contractId)
    const bodies: Race['bodies'] = [order(contractId), order(contractId)]
    return { client, path: '/api/shipments', bodies, untouched: { status: 201 } }
  },
  'a list of announcements': async () => {
    const contractId = await contractFor(world, 'kse')
    const client = await keyOf(world, contractId)
    const list = () => ({ shipments: [order(contractId), order(contractId)] })
    const untouched = { status: 200, body: { created: 2, known: 0 } }
    return { client, path: '/api/shipments/bulk', bodies: [list(), list()], untouched }
  },
  'a round': async () => {
    const { id: courierId } = await newCourier(world)
    const [one, other] = (await two()).map(({ id }) => ({ courierId, date: today(), shipmentIds: [id] }))
    return { client: world.dispatcher, path: '/api/rounds', bodies: [one, other], untouched: { status: 201 } }
  },
  'a receipt at the depot': async () => {
    const client = await signIn(world.url, world.signingKey, 'depot')
    const [one, other] = (await two()).map(({ labels }) => ({ labels }))
    const untouched = { status: 200, body: { items: [{ outcome: 'received' }] } }
    return { client, path: '/api/depot/receive', bodies: [one, other], untouched }
  },
  'a receipt at a point': async () => {
    const pointId = await newPoint(world, { lat: 48.39, lon: -4.49 })
    const client = await clerkAt(world, pointId)
    const [one, other] = (await two({ destination: { pointId } })).map(({ labels }) => ({ labels }))
    // Repeating a receipt would not answer "undeclared".
    const untouched = { status: 200, body: { items: [{ outcome: 'undeclared' }] } }
    return { client, path: '/api/holds/receive', bodies: [one, other], untouched }
  },
}

test.each(Object.keys(RACERS))(
  'R36: one key, two bodies at one moment: what is answered 422 was not done: %s',
  async (name) => {
    for (let race = 0; race < RACES; race++) {
      const { client, path, bodies, untouched } = await (RACERS[name] as () => Promise<Race>)()
      const key = crypto.randomUUID()
      const answers = await Promise.all(bodies.map((body) => client.post(path, body, key)))
      const refused = answers.findIndex(({ status }) => status === 422)
      expect(answers.map(({ status }) => status).sort()).toEqual([answers[1 - refused]?.status, 422])
      expect(answers[1 - refused]?.status).toBeLessThan(300)
      // Sent now under its own key, the refused body is carried out for the first time.
      expect(await client.post(path, bodies[refused])).toMatchObject(untouched)
      expect((await client.post(path, bodies[1 - refused], key)).text).toBe(answers[1 - refused]?.text)
    }
  },
)

test('R36: a round is closed with one count, whatever else comes under its key at that moment', async () => {
  const { id: courierId } = await newCourier(world)
  const shipments = await two()
  const body = { courierId, date: today(), shipmentIds: shipments.map(({ id }) => id) }
  const { id } = await world.dispatcher.must('POST', '/api/rounds', body)
  await world.dispatcher.must('POST', `/api/rounds/${id}/dispatch`, {})
  const key = crypto.randomUUID()
  const bodies = [{ scanned: shipments[0].labels }, { scanned: shipments[1].labels }]
  const answers = await Promise.all(
    bodies.map((body) => world.dispatcher.post(`/api/rounds/${id}/close`, body, key)),
  )
  const won = answers.findIndex(({ status }) => status === 200)
  expect(answers[1 - won]).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  const labels = (parcels: { label: string }[]) => parcels.map(({ label }) => label)
  expect(labels(answers[won]?.body.depot)).toEqual(shipments[won]?.labels)
  expect(labels(answers[won]?.body.unexplained)).toEqual(shipments[1 - won]?.labels)
})
