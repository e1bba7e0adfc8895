import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import { ring } from '../support/days.ts'
import { eventsOf } from '../support/door.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { decide, decideAsked, inbox, operate, requestOn, stranger } from '../support/requests.ts'
import { invitedBy } from '../support/violations.ts'
import { announce, contractFor, newCourier, newPhone, type System } from '../support/world.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let world: Harness
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const refused = (code: string, status = 409) => ({ status, body: { code } })
const db = async () => (await world.worker.getEnv()).DB

/** Requests a contact change and returns the answer. */
async function contactAsked(by: Client) {
  const { id, phone } = await announce(world, await contractFor(world, 'chronopost'))
  const next = newPhone()
  const asked = await by.must('POST', `/api/shipments/${id}/contact`, { phone: next })
  return { id, phone, next, asked }
}

/** Makes a contract with the strong profile for one test. */
async function strongContract(): Promise<string> {
  const id = `c-${randomUUID()}`
  await world.dispatcher.must('PUT', `/api/contracts/${id}`, STRONG)
  return id
}
const STRONG = { name: 'Maison', profile: 'chronopost' }
const WEAKER = { ...STRONG, policy: { withoutCode: 'identity', afterWrong: 'identity' } }

/**
 * Pairs of who asks and who would agree, by how they got their accounts. None of the latter is a second
 * person.
 */
type Pair = (world: System) => Promise<{ asks: Client; agrees: Client }>
const NOT_INDEPENDENT: Record<string, Pair> = {
  'who asked': async () => {
    const asks = await stranger(world)
    return { asks, agrees: asks }
  },
  'whoever they invited': async () => {
    const asks = await stranger(world)
    return { asks, agrees: await invitedBy(asks, 'Invitee') }
  },
  'whoever invited them': async () => {
    const agrees = await stranger(world)
    return { asks: await invitedBy(agrees, 'Invitee'), agrees }
  },
  'another invitee of the same person': async () => {
    const head = await stranger(world)
    return { asks: await invitedBy(head, 'One'), agrees: await invitedBy(head, 'Other') }
  },
  'the aunt': async () => {
    const head = await stranger(world)
    const mother = await invitedBy(head, 'Mother')
    return { asks: await invitedBy(mother, 'Grandchild'), agrees: await invitedBy(head, 'Aunt') }
  },
  'the grandchild of the one who asks for their aunt': async () => {
    const head = await stranger(world)
    const mother = await invitedBy(head, 'Mother')
    return { asks: await invitedBy(head, 'Aunt'), agrees: await invitedBy(mother, 'Grandchild') }
  },
  'somebody signed in anew by an invitation of the one who asks': async () => {
    const [asks, agrees] = [await stranger(world), await person()]
    return { asks, agrees: await invitedAnew(agrees.id, asks) }
  },
  'somebody whom two invited: the first does not hide the second': async () => {
    const [first, asks, agrees] = [await stranger(world), await stranger(world), await person()]
    await invitedAnew(agrees.id, first)
    return { asks, agrees: await invitedAnew(agrees.id, asks) }
  },
  'somebody for whom the one who asks made an invitation that nobody used': async () => {
    const [asks, agrees] = [await stranger(world), await person()]
    await asks.must('POST', '/api/invitations', { role: 'dispatcher', personId: agrees.id })
    return { asks, agrees: agrees.client }
  },
}

/** Makes a dispatcher with a known id. */
async function person() {
  const id = randomUUID()
  const client = await signIn(world.url, world.signingKey, 'dispatcher', { subject: id, name: 'Somebody' })
  return { id, client }
}

/** Signs in a known person by a further person's invitation. */
async function invitedAnew(personId: string, by: Client): Promise<Client> {
  const { url } = await by.must('POST', '/api/invitations', { role: 'dispatcher', personId })
  const client = new Client(world.url)
  await client.must('POST', '/api/session', { token: String(url).split('#')[1] })
  return client
}

describe.each(Object.entries(NOT_INDEPENDENT))('%s', (_who, pair) => {
  test('R9: is no second person to another contact or to a weaker contract', async () => {
    const { asks, agrees } = await pair(world)
    const contact = await contactAsked(asks)
    const contractId = await strongContract()
    const weaker = await asks.put(`/api/contracts/${contractId}`, WEAKER)
    expect(weaker.status).toBe(202)
    const all = [contact.asked.request, weaker.body.request]
    for (const id of all) {
      const seen = await world.until(async () => (await inbox(agrees)).find((one) => one.id === id))
      expect(seen.mayAgree).toBe(false)
      expect(await decide(agrees, seen)).toMatchObject(refused('second-person', 403))
      if (!seen.own)
        expect(await decide(agrees, seen, 'decline')).toMatchObject(refused('second-person', 403))
    }
    // Nothing has changed, and an independent person is named and can agree.
    expect((await world.dispatcher.must('GET', `/api/contracts/${contractId}`)).version).toBe(1)
    const second = await person()
    for (const id of all) {
      const seen = (await inbox(second.client)).find((one) => one.id === id)
      expect(seen).toMatchObject({ mayAgree: true, own: false })
      expect(seen?.couldAgree.map((one) => one.id)).toContain(second.id)
      expect((await decide(second.client, seen as NonNullable<typeof seen>)).status).toBe(200)
    }
    expect((await eventsOf(world, contact.id)).map(({ type }) => type)).toContain('contact-change-approved')
    expect((await world.dispatcher.must('GET', `/api/contracts/${contractId}`)).version).toBe(2)
  })
})

test('R9: a key asks for nothing and decides nothing, whoever made it', async () => {
  const { id, asked } = await contactAsked(await stranger(world))
  const { key } = await (await stranger(world)).must('POST', '/api/api-keys', { name: 'ERP' })
  const headers = { authorization: `Bearer ${key}` }
  const seen = { decision: 'agree', seen: asked.fingerprint }
  const calls = [
    ['GET', '/api/requests', undefined],
    ['POST', `/api/requests/${asked.request}/decide`, seen],
    ['POST', `/api/shipments/${id}/contact`, { phone: newPhone() }],
  ] as const
  for (const [method, path, body] of calls)
    expect(await new Client(world.url).send(method, path, body, { headers })).toMatchObject(
      refused('forbidden', 403),
    )
})

test('R9: an invitation that lay about since before the operator’s word puts a hand into the account', async () => {
  const asks = await stranger(world)
  const { id: personId } = await person()
  const { url } = await asks.must('POST', '/api/invitations', { role: 'dispatcher', personId })
  const { asked } = await contactAsked(asks)
  expect((await operate(world, { act: 'vouch', subject: personId })).status).toBe(200)
  // The invitation was signed before the vouching and is used after it, by whoever holds it.
  const puppet = new Client(world.url)
  await puppet.must('POST', '/api/session', { token: String(url).split('#')[1] })
  expect(await decideAsked(puppet, asked)).toMatchObject(refused('second-person', 403))
})

test('R9: nobody agrees to what they did not see: without it, to another, to what was swapped', async () => {
  const asks = await stranger(world)
  const { id, asked } = await contactAsked(asks)
  const second = await stranger(world)
  const path = `/api/requests/${asked.request}/decide`
  for (const body of [{}, { decision: 'agree' }])
    expect(await second.post(path, body)).toMatchObject(refused('bad-request', 400))
  const blind = await second.post(path, { decision: 'agree' })
  expect(blind.body.errors).toContainEqual({ field: 'seen', code: 'required' })
  const other = await contactAsked(asks)
  for (const seen of ['x', other.asked.fingerprint])
    expect(await second.post(path, { decision: 'agree', seen })).toMatchObject(refused('changed'))
  // The request is repeated with another number. The first request has ended, and what was seen of it does
  // not fit the new one.
  await world.sql(id, `UPDATE events SET at = at - ${MINUTE}`)
  await world.evict(id)
  const swapped = await asks.must('POST', `/api/shipments/${id}/contact`, { phone: newPhone() })
  expect(swapped.request).not.toBe(asked.request)
  expect(await decideAsked(second, asked)).toMatchObject(refused('no-request'))
  const mixed = { request: swapped.request, fingerprint: asked.fingerprint }
  expect(await decideAsked(second, mixed)).toMatchObject(refused('changed'))
  const types = (await eventsOf(world, id)).map(({ type }) => type)
  expect(types).not.toContain('contact-change-approved')
  // The inbox shows the second number, to the last digit.
  const seen = await requestOn(world, { shipmentId: id }, second)
  expect(seen.id).toBe(swapped.request)
  expect((await decide(second, seen)).status).toBe(200)
})

test('R9: what is not asked of anybody is told so, whatever its name', async () => {
  const second = await stranger(world)
  const { id } = await announce(world, await contractFor(world, 'chronopost'))
  const names = [
    `contact:${id}:2`,
    `label:${id}:1`,
    'contract:none:2',
    'block:none:1',
    'waiver:none:1:2',
    'x',
  ]
  for (const request of names) {
    const { status } = await second.post(`/api/requests/${request}/decide`, { decision: 'agree', seen: 'x' })
    expect([request, [404, 409].includes(status)]).toEqual([request, true])
  }
})

test('R9: of two decisions at one moment one holds', async () => {
  const { id, asked } = await contactAsked(world.dispatcher)
  const contractId = await strongContract()
  const weaker = (await world.dispatcher.put(`/api/contracts/${contractId}`, WEAKER)).body
  const [one, other] = [await stranger(world), await stranger(world)]
  for (const request of [asked, weaker]) {
    const answers = await Promise.all([
      decideAsked(one, request),
      decideAsked(other, request, 'decline'),
      decideAsked(other, request),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    for (const { status, body } of answers) if (status !== 200) expect(body.code).toBe('no-request')
  }
  const types = (await eventsOf(world, id)).map(({ type }) => type)
  expect(types.filter((type) => type.startsWith('contact-change-'))).toHaveLength(2)
  expect((await world.dispatcher.must('GET', `/api/contracts/${contractId}`)).version).toBeLessThanOrEqual(2)
})

test('R9: who asked may take it back, and nobody is asked any more', async () => {
  const { id, asked } = await contactAsked(world.dispatcher)
  const contractId = await strongContract()
  const weaker = (await world.dispatcher.put(`/api/contracts/${contractId}`, WEAKER)).body
  const second = await stranger(world)
  for (const request of [asked, weaker]) {
    const own = await world.until(async () =>
      (await inbox(world.dispatcher)).find((one) => one.id === request.request),
    )
    expect(own).toMatchObject({ own: true, mayAgree: false })
    expect((await decideAsked(world.dispatcher, request, 'decline')).status).toBe(200)
    expect(await decideAsked(second, request)).toMatchObject(refused('no-request'))
  }
  await world.until(async () =>
    (await inbox(second)).every(
      ({ shipmentId, contractId: about }) => shipmentId !== id && about !== contractId,
    ),
  )
  const stored = await (await db())
    .prepare('SELECT state FROM requests WHERE id IN (?, ?)')
    .bind(asked.request, weaker.request)
    .all()
  expect(stored.results.map((row: { state: string }) => row.state)).toEqual(['withdrawn', 'withdrawn'])
})

test('R9: what nobody decided in time lapses, and is decided by nobody', async () => {
  const { id, asked } = await contactAsked(world.dispatcher)
  const contractId = await strongContract()
  const weaker = (await world.dispatcher.put(`/api/contracts/${contractId}`, WEAKER)).body
  const second = await stranger(world)
  expect(Date.parse((await requestOn(world, { contractId }, second)).lapsesAt ?? '')).toBeGreaterThan(
    Date.now() + 6 * DAY,
  )
  await ring(world, id, DAY + MINUTE)
  await world.until(async () =>
    (await eventsOf(world, id)).some(
      ({ type, data }) => type === 'contact-change-stopped' && data.who === 'time',
    ),
  )
  await (await db())
    .prepare('UPDATE requests SET lapses_at = ? WHERE id = ?')
    .bind(Date.now() - 1, weaker.request)
    .run()
  for (const request of [asked, weaker]) {
    expect(await decideAsked(second, request)).toMatchObject(refused('no-request'))
    expect((await inbox(second)).filter((one) => one.id === request.request)).toEqual([])
  }
  expect((await world.dispatcher.must('GET', `/api/contracts/${contractId}`)).version).toBe(1)
})

test('R1: a version that protects less waits, and is in force once a second person agreed', async () => {
  const contractId = await strongContract()
  const asks = await stranger(world, 'Anna')
  const path = `/api/contracts/${contractId}`
  const asked = await asks.put(path, WEAKER)
  expect(asked).toMatchObject({
    status: 202,
    body: { pendingVersion: 2, weakened: ['withoutCode', 'afterWrong'] },
  })
  expect(await asks.must('GET', path)).toMatchObject({ version: 1, policy: { withoutCode: 'hold' } })
  const second = await stranger(world)
  const seen = await requestOn(world, { kind: 'contract', contractId }, second)
  expect(seen.shown.changes).toEqual([
    { field: 'withoutCode', from: 'hold', to: 'identity' },
    { field: 'afterWrong', from: 'hold', to: 'identity' },
  ])
  expect((await decide(second, seen)).status).toBe(200)
  const { version, policy, versions } = await asks.must('GET', path)
  expect({ version, withoutCode: policy.withoutCode }).toEqual({ version: 2, withoutCode: 'identity' })
  // The version is saved under the name of whoever asked. The agreement stands in the audit and in the
  // request.
  expect(versions.find((one: { version: number }) => one.version === 2)).toMatchObject({ byName: 'Anna' })
  // The reverse change protects more, so it is saved at once.
  expect((await asks.put(path, STRONG)).status).toBe(200)
})

test('R1: asked anew, the earlier version is asked no more; overtaken by another, it is agreed to no more', async () => {
  const contractId = await strongContract()
  const path = `/api/contracts/${contractId}`
  const first = (await world.dispatcher.put(path, WEAKER)).body
  const penniless = { ...STRONG, policy: { penalty: null } }
  const anew = (await world.dispatcher.put(path, penniless)).body
  const second = await stranger(world)
  expect(await decideAsked(second, first)).toMatchObject(refused('no-request'))
  // Meanwhile somebody saves a version that protects as much. Agreeing now would undo it unseen.
  await world.dispatcher.must('PUT', path, { ...STRONG, name: 'Maison Lumière' })
  expect(await decideAsked(second, anew)).toMatchObject(refused('contract-changed'))
  expect(await world.dispatcher.must('GET', path)).toMatchObject({ version: 2, name: 'Maison Lumière' })
})

test('R1: saved at one moment, each version is held against the one before it, and none slips past', async () => {
  const contractId = `c-${randomUUID()}`
  const path = `/api/contracts/${contractId}`
  await world.dispatcher.must('PUT', path, WEAKER)
  // Two bodies protect more, and two leave the contract as weak as it is. Once a strong one is saved, the
  // weak ones have to wait.
  const bodies = [STRONG, WEAKER, { ...STRONG, name: 'Maison Lumière' }, { ...WEAKER, name: 'Maison Sombre' }]
  const answers = await Promise.all(bodies.map((body) => world.dispatcher.put(path, body)))
  for (const { status, body } of answers) expect([200, 202], JSON.stringify(body)).toContain(status)
  const { version, versions } = await world.dispatcher.must('GET', path)
  const saved = answers.filter(({ status }) => status === 200).map(({ body }) => body.version)
  expect(saved.sort()).toEqual(Array.from({ length: version - 1 }, (_, n) => n + 2))
  const fields = versions.flatMap((one: { version: number; changes: { to: string }[] }) =>
    one.version > 1 ? one.changes.map(({ to }) => to) : [],
  )
  expect(fields).not.toContain('identity')
})

test('R18: who had a hand in a courier’s account asks for their release, somebody else decides', async () => {
  const { id } = await newCourier(world)
  const inviter = await stranger(world)
  await inviter.must('POST', '/api/invitations', { role: 'courier', subjectId: id })
  const path = `/api/people/${id}/release`
  const asked = await world.dispatcher.post(path, {})
  expect(asked.status).toBe(202)
  // Everybody who asks gets the same request.
  expect((await inviter.post(path, {})).body.request).toBe(asked.body.request)
  for (const client of [world.dispatcher, inviter]) {
    const seen = await requestOn(world, { kind: 'block', personId: id }, client)
    expect(seen.mayAgree).toBe(false)
    expect(await decide(client, seen)).toMatchObject(refused('second-person', 403))
  }
  const second = await stranger(world)
  const seen = await requestOn(world, { kind: 'block', personId: id }, second)
  expect(seen).toMatchObject({ mayAgree: true, shown: { blocked: { pin: false, identity: false } } })
  expect((await decide(second, seen)).status).toBe(200)
})

test('R18: an independent dispatcher lifts a block at once, and what was asked about it is done', async () => {
  const { id } = await newCourier(world)
  const path = `/api/people/${id}/release`
  const asked = (await world.dispatcher.post(path, {})).body
  const [one, other] = [await stranger(world), await stranger(world)]
  const answers = await Promise.all([one.post(path, {}), other.post(path, {}), decideAsked(one, asked)])
  // When several people release the block at once, it is released, and nobody is shown a fault.
  for (const { status } of answers) expect([200, 409]).toContain(status)
  expect(answers.some(({ status }) => status === 200)).toBe(true)
  expect((await inbox(one)).filter(({ person: about }) => about?.id === id)).toEqual([])
})

test('R4: the inbox holds no secret, and is kept nowhere', async () => {
  const { next, asked } = await contactAsked(world.dispatcher)
  const second = await stranger(world)
  const seen = await world.until(async () => (await inbox(second)).find(({ id }) => id === asked.request))
  expect(seen.shown).toEqual({ contact: { phone: next } })
  const answer = await second.get('/api/requests')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.text).not.toMatch(/\/r#|"pin"|"qr"/)
  // No row of the registry contains the number.
  const { results } = await (await db()).prepare('SELECT * FROM requests').all()
  expect(JSON.stringify(results)).not.toContain(next)
})
