import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { Client } from '../../scripts/client.ts'
import { Device } from '../../scripts/device.ts'
import { app } from '../../worker/app.ts'
import { clerkAt, heldAtPoint, newPoint } from '../support/counter.ts'
import { sharedWorld } from '../support/harness.ts'
import { anna, newWaybill, order } from '../support/labels.ts'
import { twoAccounts } from '../support/late.ts'
import { addPasskey, make } from '../support/passkeys.ts'
import { AMOUNTS, PAYING, paidAndHandedOver, unpaidDoor, whileProvider } from '../support/paying.ts'
import { stranger } from '../support/requests.ts'
import {
  announce,
  contractFor,
  newCourier,
  openLink,
  outForDelivery,
  secretOf,
  type World,
} from '../support/world.ts'
import { MATRIX, type Row, WHO, type Who } from './matrix.ts'
import { addressOf, WRITE_ROUTES } from './write-routes.ts'
import { withHold, withViolation } from './write-routes-returns.ts'
import { type Scene, setScene } from './write-scene.ts'

/** A place far from every door of this file. */
const ELSEWHERE = { lat: 48.39, lon: -4.48 }

/** A client, and the headers of each of its requests. */
interface Caller {
  client: Client
  headers: Record<string, string>
}

let world: World
let common: Record<Exclude<Who, 'courier' | 'phone' | 'bare' | 'counter'>, Caller>
let scopes: Record<string, Caller>

const as = (client: Client): Caller => ({ client, headers: {} })

async function keyOf(contractId: string, given: string[] = []): Promise<Caller> {
  const body = { name: 'ERP', contractId, ...(given.length > 0 && { scopes: given }) }
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', body)
  return { client: new Client(world.url), headers: { authorization: `Bearer ${key}` } }
}

beforeAll(async () => {
  world = await sharedWorld()
  // This contract belongs to another shipper. No shipment of this file is announced under it.
  const [mine, other] = [await contractFor(world, 'kse'), await contractFor(world, 'kse', { pinDigits: 8 })]
  const elsewhere = await setScene(world)
  common = {
    nobody: as(new Client(world.url)),
    dispatcher: as(world.dispatcher),
    courier2: as(elsewhere.courier),
    phone2: as(elsewhere.phone),
    key: await keyOf(mine),
    key2: await keyOf(other),
    counter2: as(await clerkAt(world, await newPoint(world, ELSEWHERE))),
    depot: as(elsewhere.depot),
  }
  scopes = { announce: await keyOf(mine, ['announce']), read: await keyOf(mine, ['read-contracts']) }
})

/** Brings a parcel back: its visit failed, and the depot received it. */
async function back({ courier, depot, shipmentId, label }: Scene): Promise<undefined> {
  await courier.must('POST', `/api/stops/${shipmentId}/fail`, { reason: 'absent' })
  await depot.must('POST', '/api/depot/receive', { labels: [label] })
}

/** Lets somebody else request a contact change for a parcel that is on no round. */
async function contactAsked(scene: Scene): Promise<Partial<Scene>> {
  await back(scene)
  const path = `/api/shipments/${scene.shipmentId}/contact`
  const asked = await (await stranger(world)).must('POST', path, { phone: '+33612345678' })
  return { requestId: asked.request, seen: asked.fingerprint }
}

/** The recipient says that nobody came, and the parcel is on its way to a point. */
async function suspended({ courier, phone, shipmentId }: Scene): Promise<undefined> {
  await courier.must('POST', `/api/stops/${shipmentId}/no-code`)
  await courier.must('POST', `/api/stops/${shipmentId}/identity`, { declined: true })
  await phone.must('POST', `/api/deliveries/${shipmentId}/claim`, { kind: 'nobody-came' })
}

/**
 * Puts a label on the shelf that somebody wants for another recipient, and opens the page by the link of the
 * news.
 */
async function labelAsked({ contractId, depot }: Scene): Promise<Partial<Scene>> {
  const [label, who] = [newWaybill(), anna()]
  const { id } = await world.dispatcher.must('POST', '/api/shipments', order(contractId, [label], who))
  await depot.must('POST', '/api/depot/receive', { labels: [label] })
  await world.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'asked' })
  // Until the index knows that the shipment is over, its label counts as taken.
  await world.until(async () => {
    const asked = await world.dispatcher.post('/api/shipments', order(contractId, [label], anna()))
    return asked.status === 202
  })
  const { phone } = await openLink(world, (await secretOf(world, who.phone ?? '')).link)
  return { shipmentId: id, phone }
}

/** A door at which the recipient has to pay. */
async function unpaid(): Promise<Partial<Scene>> {
  const door = await unpaidDoor(world)
  return { shipmentId: door.id, courier: door.courier, phone: door.recipient, label: door.labels[0] ?? '' }
}

/** A door at which the recipient has paid. */
async function paid(): Promise<Partial<Scene>> {
  // Before the hand-over, by hand, a second person would have to agree.
  const { id } = await paidAndHandedOver(world)
  return { shipmentId: id }
}

/** A courier who has a passkey. */
async function withPasskey(): Promise<Partial<Scene>> {
  const courier = (await newCourier(world, new Device())).client
  return { courier, passkeyId: (await addPasskey(world, courier)).id }
}

/** Preparations without which a path's call would not succeed. Their result replaces parts of the scene. */
const BEFORE: Record<string, (scene: Scene) => Promise<Partial<Scene> | undefined>> = {
  '/api/stops/:shipmentId/payment': unpaid,
  '/api/deliveries/:deliveryId/pay': unpaid,
  '/api/holds/:shipmentId/payment': async () => {
    const held = await heldAtPoint(world, 'kse', { policy: PAYING, amounts: { ...AMOUNTS }, received: true })
    return { holdId: held.id, counter: held.clerk }
  },
  '/api/devices/:id/revoke': async () => {
    const { id } = await newCourier(world, new Device())
    const { items } = await world.dispatcher.must('GET', `/api/devices?person=${id}`)
    return { deviceId: items[0].id }
  },
  '/api/passkeys/options': async () => ({ courier: (await newCourier(world, new Device())).client }),
  '/api/passkeys': async () => {
    const courier = (await newCourier(world, new Device())).client
    return { courier, madePasskey: await make(world, courier) }
  },
  '/api/passkeys/:id/rename': withPasskey,
  '/api/passkeys/:id/remove': withPasskey,
  '/api/shift/pin': async () => ({ courier: (await newCourier(world, new Device())).client }),
  '/api/shipments/:id/refund': paid,
  '/api/shipments/:id/refund/retry': async () => {
    const { shipmentId = '' } = await paid()
    await whileProvider(world, 'stripe', { refunds: 'failed' }, async () => {
      await world.dispatcher.must('POST', `/api/shipments/${shipmentId}/refund`, { reason: 'asked' })
      await world.until(async () => {
        const { payment } = await world.dispatcher.must('GET', `/api/shipments/${shipmentId}`)
        return payment.refunds[0].state === 'failed'
      })
    })
    return { shipmentId }
  },
  '/api/shipments/:id/reschedule': back,
  '/api/shipments/:id/return': back,
  '/api/shipments/:id/contact': back,
  '/api/shipments/:id/contact/withdraw': contactAsked,
  '/api/deliveries/:deliveryId/contact/stop': contactAsked,
  '/api/shipments/:id/conflict/settle': async () => {
    const { id, event } = await twoAccounts(world)
    return { shipmentId: id, conflict: event }
  },
  '/api/shipments/:id/suspension/lift': suspended,
  '/api/deliveries/:deliveryId/suspension/lift': suspended,
  '/api/deliveries/:deliveryId/label/stop': labelAsked,
  '/api/shipments/:id/recipient': async ({ contractId }) => ({
    shipmentId: (await announce(world, contractId)).id,
  }),
  '/api/violations/:id': withViolation,
  '/api/violations/:id/contest': withViolation,
  '/api/violations/:id/decide': withViolation,
  '/api/requests/:id/decide': contactAsked,
  '/api/deliveries/:deliveryId/extend': async ({ courier, shipmentId }) => {
    await courier.must('POST', `/api/stops/${shipmentId}/no-code`)
    await courier.must('POST', `/api/stops/${shipmentId}/identity`, { declined: true })
    return undefined
  },
  '/api/shipments/:id/claim/decide': async ({ phone, shipmentId }) => {
    await phone.must('POST', `/api/deliveries/${shipmentId}/claim`, { kind: 'damaged' })
    return undefined
  },
  '/api/shipments/:id/erase': async ({ contractId }) => {
    const { id } = await announce(world, contractId)
    await world.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'asked' })
    return { shipmentId: id }
  },
  '/api/rounds': async ({ contractId }) => ({ shipmentId: (await announce(world, contractId)).id }),
  '/api/rounds/:id/move': async () => ({ courierId: (await newCourier(world)).id }),
  '/api/stops/:shipmentId/qr': async () => {
    const door = await outForDelivery(world, 'chronopost', { arrived: true })
    return { shipmentId: door.id, courier: door.courier, label: door.labels[0] ?? '' }
  },
  '/api/stops/:shipmentId/identity': async ({ courier, shipmentId }) => {
    await courier.must('POST', `/api/stops/${shipmentId}/no-code`)
    return undefined
  },
  '/api/stops/:shipmentId/deliver': async () => {
    const door = await outForDelivery(world, 'kse', { arrived: true, recipient: { kind: 'business' } })
    return { shipmentId: door.id, courier: door.courier, label: door.labels[0] ?? '' }
  },
  '/api/deliveries/:deliveryId/confirm': async ({ phone, shipmentId, label }) => {
    await phone.must('POST', `/api/deliveries/${shipmentId}/scan`, { label, by: 'camera' })
    return undefined
  },
  '/api/deliveries/:deliveryId/finish': async ({ phone, shipmentId, label }) => {
    await phone.must('POST', `/api/deliveries/${shipmentId}/scan`, { label, by: 'camera' })
    await phone.must('POST', `/api/deliveries/${shipmentId}/confirm`, { noClaims: true })
    return undefined
  },
}

/** Returns the address and body of a row for this scene. */
function requestOf(row: Row, scene: Scene) {
  const write = WRITE_ROUTES.find(({ method, path }) => method === row.method && path === row.path)
  if (!write) {
    const id = {
      '/api/contracts/:id': scene.contractId,
      '/api/rounds/:id': scene.roundId,
      '/api/rounds/:id/sheet': scene.roundId,
      '/api/rounds/:id/unreached': scene.roundId,
      '/api/violations/:id': scene.violationId,
      '/api/evidence/:courierId': scene.courierId,
      '/api/holds/:shipmentId': scene.holdId,
      '/api/holds/:shipmentId/payment': scene.holdId,
      '/api/people/:id': scene.courierId,
      '/api/webhooks/:id': scene.webhookId,
      '/api/webhooks/:id/deliveries': scene.webhookId,
    }[row.path]
    const body = row.path.endsWith('/bulk') ? { shipments: [{ waybill: 'refused on its own' }] } : undefined
    return { path: row.path.replace(/:\w+/, id ?? scene.shipmentId), body }
  }
  const body = write.body(scene)
  // The table of writes has a general body, which is adapted to this shipment.
  if (row.path === '/api/shipments') {
    const waybill = `WB${randomUUID().slice(0, 18)}`
    Object.assign(body, { waybill, parcels: [{ label: waybill }] })
  }
  // What a browser makes for a challenge stands in no table.
  if (row.path === '/api/passkeys' && scene.madePasskey) Object.assign(body, { response: scene.madePasskey })
  return { path: addressOf(write, scene), body }
}

describe.each(MATRIX)('$method $path', (row) => {
  test('R15: who may, and how everybody else is answered', async () => {
    const made = await setScene(world)
    const prepare = BEFORE[row.path] ?? (row.path.startsWith('/api/holds') ? withHold : undefined)
    const scene = { ...made, ...(await prepare?.(made)) }
    const needsAnnounce =
      row.method === 'POST' && /^\/api\/shipments(\/bulk|\/import|\/:id\/recipient)?$/.test(row.path)
    const callers: Record<Who, Caller> = {
      ...common,
      courier: as(scene.courier),
      phone: as(scene.phone),
      counter: as(scene.counter),
      bare: (needsAnnounce ? scopes.read : scopes.announce) as Caller,
    }
    const { path, body } = requestOf(row, scene)
    const ask = async (who: Who) => {
      const { client, headers } = callers[who]
      const answer = await client.send(row.method, path, body, { headers })
      return { who, status: answer.status, text: answer.text }
    }
    const about = [made.shipmentId, scene.holdId]
    const facts = async () =>
      (
        await Promise.all(
          about.map(async (id) => (await world.dispatcher.get(`/api/shipments/${id}/events`)).text),
        )
      ).join('\n')
    const may = WHO.filter((who) => row.expected[who] === 'ok')
    const before = await facts()
    for (const who of WHO.filter((one) => !may.includes(one)))
      expect(`${who} ${(await ask(who)).status}`).toBe(`${who} ${row.expected[who]}`)
    // The message ordered at dispatch may have left meanwhile.
    const written = (text: string) =>
      text.replace(/,\{"seq":\d+,[^}]*"type":"message-sent".*?"hash":"[^"]*"\}/g, '')
    expect(written(await facts())).toBe(written(before))
    const allowed = []
    for (const who of may) allowed.push(await ask(who))
    for (const { who, status, text } of allowed)
      expect(status < 300 || status === 409, `${who} ${status} ${text}`).toBe(true)
    if (may.length > 0) expect(allowed.some(({ status }) => status < 300)).toBe(true)
  })
})

test('the table is of every route under a role', () => {
  const open = [
    '/api/session',
    // A device signs them, whoever it belongs to.
    '/api/session/renew',
    '/api/session/tickets',
    '/api/shift',
    '/api/shift/options',
    '/api/health',
    '/api/openapi.json',
    '/api/docs',
    '/api/operator',
    '/api/reports/:gateway',
    '/api/bots/:bot',
    '/api/door-payment',
    '/api/door-payment/pay',
    '/api/payments/:provider',
  ]
  const routes = app.routes.filter(
    ({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && !path.includes('*'),
  )
  const key = ({ method, path }: { method: string; path: string }) => `${method} ${path}`
  const known = routes.filter(({ path }) => !open.includes(path)).map(key)
  expect([...new Set(known)].sort()).toEqual(MATRIX.map(key).sort())
})

/** Expects the same answer about what belongs to others and about what does not exist. */
async function alike(caller: Caller, method: string, paths: string[], body?: unknown): Promise<void> {
  const answers = []
  for (const path of paths) {
    const { status, text } = await caller.client.send(method, path, body, { headers: caller.headers })
    answers.push({ status, text })
  }
  for (const answer of answers) expect(answer, `${method} ${paths[0]}`).toEqual(answers[0])
  expect(answers[0]?.status).toBeGreaterThanOrEqual(400)
}

test('R4: another’s stop, shipment or delivery is answered like one that is not', async () => {
  const [own, other] = [await setScene(world), await setScene(world)]
  const held = await withHold(own)
  const ids = [own.shipmentId, 'A'.repeat(22), randomUUID(), 'x']
  const swapped: Scene = { ...held, shipmentId: other.shipmentId, label: other.label }
  for (const { method, path, expected } of MATRIX) {
    const write = WRITE_ROUTES.find((route) => route.method === method && route.path === path)
    const about = (id: string) => path.replace(/:\w+/, id)
    const body = write?.body(swapped)
    if (path.startsWith('/api/stops/') && expected.courier2 === '404')
      await alike(as(other.courier), method, ids.map(about), body)
    if (path.startsWith('/api/holds/:') && expected.counter2 === '404')
      await alike(common.counter2, method, [held.holdId, ...ids.slice(1)].map(about), body)
    if (path.startsWith('/api/deliveries/')) await alike(as(other.phone), method, ids.map(about), body)
    if (path.startsWith('/api/shipments/') && expected.key2 === '404')
      await alike(common.key2, method, ids.map(about), body)
  }
  await alike(
    common.key2,
    'GET',
    [own.contractId, 'nobody', 'x'.repeat(64)].map((id) => `/api/contracts/${id}`),
  )
  const form = WRITE_ROUTES.find(({ path }) => path === '/api/shipments')?.body(own)
  const announced = await Promise.all(
    [own.contractId, 'nobody'].map((contractId) =>
      common.key2.client.send(
        'POST',
        '/api/shipments',
        { ...form, contractId },
        { headers: common.key2.headers },
      ),
    ),
  )
  expect(announced.map(({ status }) => status)).toEqual([422, 422])
  expect(announced[0]?.text).toBe(announced[1]?.text)
})

test('R4: a key lists its contract’s shipments and no others, whatever it asks for', async () => {
  const own = await setScene(world)
  const ask = async (caller: Caller, query: string) =>
    (await caller.client.send('GET', `/api/shipments?${query}`, undefined, { headers: caller.headers })).body
      .items
  await world.until(async () => (await ask(common.key, `q=${own.label}`)).length === 1)
  for (const query of [`q=${own.label}`, `contract=${own.contractId}`, 'state=out-for-delivery', ''])
    expect(await ask(common.key2, query)).toEqual([])
  const lines: { contractId: string }[] = await ask(common.key, '')
  expect(new Set(lines.map(({ contractId }) => contractId))).toEqual(new Set([own.contractId]))
})

test('R4: a made-up key is nobody, on every route', async () => {
  const { path } = await openLink(
    world,
    (await secretOf(world, (await outForDelivery(world, 'kse')).phone)).link,
  )
  // A nonsense key does not replace the missing cookie.
  for (const authorization of ['Bearer sesame_nonsense_nonsense_nonsense', 'Bearer ', 'Basic YTpi', 'sesame'])
    for (const at of ['/api/shipments', '/api/contracts', '/api/round', path])
      expect(
        (await new Client(world.url).send('GET', at, undefined, { headers: { authorization } })).status,
      ).toBe(401)
})
