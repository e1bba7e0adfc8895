import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import { type OperatorAct, signOperator } from '../../worker/security/tokens.ts'
import { eventsOf } from '../support/door.ts'
import { type Harness, startWorld } from '../support/harness.ts'
import { decideAsked, inbox, operate, operatorJws, requestOn } from '../support/requests.ts'
import { suspected } from '../support/violations.ts'
import { announce, contractFor, newCourier, newPhone } from '../support/world.ts'

const HOUR_MS = 3_600_000
const REFUSED = { status: 401, body: { code: 'unauthorised' } }

let world: Harness
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const db = async () => (await world.worker.getEnv()).DB
const send = (jws: string) => new Client(world.url).post('/api/operator', { jws })

/** Makes a dispatcher with a known id, invited by the operator or by `by`. */
async function person(by?: Client) {
  if (by) {
    const { url } = await by.must('POST', '/api/invitations', { role: 'dispatcher', name: 'Invitee' })
    const client = new Client(world.url)
    const { personId } = await client.must('POST', '/api/session', { token: String(url).split('#')[1] })
    return { id: personId as string, client }
  }
  const id = randomUUID()
  return {
    id,
    client: await signIn(world.url, world.signingKey, 'dispatcher', { subject: id, name: 'Anna' }),
  }
}

async function contactAsked(by: Client) {
  const { id } = await announce(world, await contractFor(world, 'chronopost'))
  const next = newPhone()
  const asked: { request: string; fingerprint: string; couldAgree: { id: string }[] } = await by.must(
    'POST',
    `/api/shipments/${id}/contact`,
    { phone: next },
  )
  return { id, next, asked }
}

/** Returns the operator's audit lines about a subject as act and status, the latest first. */
async function onRecord(subject: string): Promise<[string, number | null][]> {
  const lines = await world.dispatcher.must('GET', '/api/audit?person=operator')
  return lines.items
    .filter(({ ids }: { ids: { id?: string } }) => ids.id === subject)
    .map(({ route, status }: { route: string; status: number }) => [route, status])
}

test('R9: the operator sees what is asked and agrees to it with their own key, for this once and on record', async () => {
  const { id, next, asked } = await contactAsked(world.dispatcher)
  const shown = await operate(world, { act: 'show', subject: asked.request })
  expect(shown.body).toMatchObject({
    outcome: 'shown',
    request: { kind: 'contact', shown: { contact: { phone: next } }, fingerprint: asked.fingerprint },
  })
  // Showing a request is no act and leaves no row.
  expect(await onRecord(asked.request)).toEqual([])
  const { fingerprint: seen } = shown.body.request
  expect(await operate(world, { act: 'agree', subject: asked.request, seen })).toMatchObject({
    status: 200,
    body: { outcome: 'done' },
  })
  expect((await eventsOf(world, id)).find(({ type }) => type === 'contact-change-approved')).toMatchObject({
    by: { role: 'operator', id: 'operator' },
    data: { byOperator: true },
  })
  expect(await onRecord(asked.request)).toEqual([['/api/operator (agree)', 200]])
  expect(await operate(world, { act: 'show', subject: asked.request })).toMatchObject({
    status: 409,
    body: { code: 'no-request' },
  })
})

test('R9: the operator agrees to a weaker contract, a waiver and a lifted block, and declines them', async () => {
  const strong = { name: 'Maison', profile: 'chronopost' }
  const weaker = { ...strong, policy: { withoutCode: 'identity' } }
  for (const act of ['agree', 'decline'] as const) {
    const contract = `c-${randomUUID()}`
    await world.dispatcher.must('PUT', `/api/contracts/${contract}`, strong)
    const version = (await world.dispatcher.put(`/api/contracts/${contract}`, weaker)).body
    const { row } = await suspected(world)
    await world.dispatcher.must('POST', `/api/violations/${row.id}/decide`, {
      decision: 'waived',
      comment: 'The lift was broken',
    })
    const waiver = await requestOn(world, { kind: 'waiver', shipmentId: row.shipmentId })
    const { id: courier } = await newCourier(world)
    const block = (await world.dispatcher.post(`/api/people/${courier}/release`, {})).body
    const all = [
      version,
      { request: waiver.id, fingerprint: waiver.fingerprint },
      { request: block.request, fingerprint: block.fingerprint },
    ]
    for (const { request, fingerprint } of all) {
      const shown = await operate(world, { act: 'show', subject: request })
      expect(shown.body.request).toMatchObject({ id: request, fingerprint, mayAgree: false, own: false })
      const answer = await operate(world, { act, subject: request, seen: fingerprint })
      expect(answer).toMatchObject({ status: 200, body: { outcome: 'done' } })
      expect(await onRecord(request)).toEqual([[`/api/operator (${act})`, 200]])
    }
    const is = await world.dispatcher.must('GET', `/api/contracts/${contract}`)
    const { state } = await world.dispatcher.must('GET', `/api/violations/${row.id}`)
    expect([is.version, state]).toEqual(act === 'agree' ? [2, 'waived'] : [1, 'suspected'])
    const waiting = (await inbox(world.dispatcher)).map(({ id }) => id)
    for (const { request } of all) expect(waiting).not.toContain(request)
  }
})

test('R9: what the operator agrees to is what they saw as well', async () => {
  const { asked } = await contactAsked(world.dispatcher)
  const blind = await operate(world, { act: 'agree', subject: asked.request })
  expect(blind).toMatchObject({ status: 400, body: { errors: [{ field: 'seen', code: 'required' }] } })
  const other = await operate(world, { act: 'agree', subject: asked.request, seen: 'x'.repeat(43) })
  expect(other).toMatchObject({ status: 409, body: { code: 'changed' } })
  // Refused acts are recorded too.
  expect(await onRecord(asked.request)).toEqual([
    ['/api/operator (agree)', 409],
    ['/api/operator (agree)', 400],
  ])
})

test('R9: in a room that one person invited nobody could agree; vouched for, they can, until somebody adds to the account', async () => {
  const head = await person()
  const [anna, boris] = [await person(head.client), await person(head.client)]
  const first = await contactAsked(anna.client)
  expect(first.asked.couldAgree.map(({ id }) => id)).not.toContain(boris.id)
  expect(await decideAsked(boris.client, first.asked)).toMatchObject({ status: 403 })
  const vouched = await operate(world, { act: 'vouch', subject: boris.id })
  expect(vouched.body).toEqual({
    outcome: 'done',
    person: { id: boris.id, name: 'Invitee', role: 'dispatcher', pointId: null },
  })
  expect(await onRecord(boris.id)).toEqual([['/api/operator (vouch)', 200]])
  // Boris and the head are now independent of each other. The head and Anna are not.
  const seen = await requestOn(world, { shipmentId: first.id }, boris.client)
  expect(seen).toMatchObject({ mayAgree: true })
  expect(seen.couldAgree.map(({ id }) => id)).toContain(boris.id)
  expect(seen.couldAgree.map(({ id }) => id)).not.toContain(head.id)
  expect((await decideAsked(boris.client, first.asked)).status).toBe(200)
  // The head invites Boris again, so he depends on the head again.
  await head.client.must('POST', '/api/invitations', { role: 'dispatcher', personId: boris.id })
  const second = await contactAsked(anna.client)
  expect(await decideAsked(boris.client, second.asked)).toMatchObject({
    status: 403,
    body: { code: 'second-person' },
  })
})

test('R9: where nobody could agree, the inbox names those who could if the operator vouched for them', async () => {
  const head = await person()
  const [anna, boris] = [await person(head.client), await person(head.client)]
  const { id } = await contactAsked(anna.client)
  const about = { kind: 'contact', shipmentId: id } as const
  // Another dispatcher is active and could agree, so nobody has to be vouched for.
  expect((await requestOn(world, about, anna.client)).ifVouched).toEqual([])
  const { DB } = await world.worker.getEnv()
  const ids = [head.id, anna.id, boris.id]
  await DB.prepare(`UPDATE people SET last_seen_at = '2020' WHERE id NOT IN (?, ?, ?)`)
    .bind(...ids)
    .run()
  const alone = await requestOn(world, about, anna.client)
  // Vouching for the head would not help, because the head stands above Anna.
  expect(alone).toMatchObject({ couldAgree: [], ifVouched: [{ id: boris.id, name: 'Invitee' }] })
  await operate(world, { act: 'vouch', subject: boris.id })
  expect(await requestOn(world, about, anna.client)).toMatchObject({
    couldAgree: [{ id: boris.id }],
    ifVouched: [],
  })
})

test('R9: a recovered account is signed out everywhere, and agrees to nothing for 72 hours', async () => {
  const { id, client } = await person()
  const { asked } = await contactAsked(world.dispatcher)
  expect((await operate(world, { act: 'recover', subject: id })).status).toBe(200)
  expect(await onRecord(id)).toEqual([['/api/operator (recover)', 200]])
  expect((await client.get('/api/requests')).status).toBe(401)
  const back = await signIn(world.url, world.signingKey, 'dispatcher', { subject: id })
  const seen = await requestOn(world, { kind: 'contact' }, back)
  expect(seen.couldAgree.map((one) => one.id)).not.toContain(id)
  expect(await decideAsked(back, asked)).toMatchObject({ status: 403, body: { code: 'second-person' } })
  await (await db())
    .prepare("UPDATE ancestry SET at = ? WHERE person_id = ? AND act = 'recovered'")
    .bind(Date.now() - 72 * HOUR_MS, id)
    .run()
  expect((await decideAsked(back, asked)).status).toBe(200)
})

test('R9: an act is done once, however often it is sent; another act under its id is refused', async () => {
  const { id } = await person()
  const jti = randomUUID()
  const jws = await operatorJws(world, { act: 'vouch', subject: id, jti })
  const answers = [await send(jws), await send(jws)]
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const vouched = async () =>
    (await db()).prepare("SELECT at FROM ancestry WHERE person_id = ? AND act = 'vouched'").bind(id).all()
  const before = (await vouched()).results
  expect((await send(jws)).status).toBe(200)
  // If the act were replayed, it would cut off what was added to the account since.
  expect((await vouched()).results).toEqual(before)
  const other = await operatorJws(world, { act: 'recover', subject: id, jti })
  expect(await send(other)).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  const { id: shipment, asked } = await contactAsked(world.dispatcher)
  const agreed = await operatorJws(world, { act: 'agree', subject: asked.request, seen: asked.fingerprint })
  const twice = await Promise.all([send(agreed), send(agreed), send(agreed)])
  expect(twice.map(({ status }) => status)).toEqual([200, 200, 200])
  const approvals = (await eventsOf(world, shipment)).filter(({ type }) => type === 'contact-change-approved')
  expect(approvals).toHaveLength(1)
})

/** Returns a token that has everything an act has, except for the given changes. */
async function forged(given: {
  claims?: JWTPayload
  header?: { alg?: string; typ?: string; kid?: string }
  key?: Parameters<SignJWT['sign']>[0]
  without?: string
}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const claims: JWTPayload = {
    act: 'vouch',
    sub: 'nobody',
    iss: world.publicUrl,
    aud: 'sesame/operator',
    jti: randomUUID(),
    iat: now,
    exp: now + 300,
    ...given.claims,
  }
  if (given.without) delete claims[given.without]
  const header = {
    alg: 'Ed25519',
    kid: world.signingKey.kid ?? '',
    typ: 'sesame-operator+jwt',
    ...given.header,
  }
  return new SignJWT(claims)
    .setProtectedHeader(header)
    .sign(given.key ?? (await importJWK(world.signingKey, 'Ed25519')))
}

test('R9: the way a token is forged here is a good one where nothing is wrong with it', async () => {
  expect(await send(await forged({}))).toMatchObject({ status: 404, body: { code: 'not-found' } })
})

test.each([
  ['another key', async () => forged({ key: (await generateKeyPair('Ed25519')).privateKey })],
  [
    'a key of its own named',
    async () => {
      const { privateKey } = await generateKeyPair('Ed25519', { extractable: true })
      return forged({ key: privateKey, header: { kid: (await exportJWK(privateKey)).x ?? 'x' } })
    },
  ],
  [
    'the public key as a shared secret',
    async () => {
      const secret = new TextEncoder().encode(world.signingKey.x)
      return forged({ key: secret, header: { alg: 'HS256' } })
    },
  ],
  ['an invitation’s type', () => forged({ header: { typ: 'sesame-invitation+jwt' } })],
  ['an invitation’s audience', () => forged({ claims: { aud: 'sesame/invitation' } })],
  ['another deployment', () => forged({ claims: { iss: 'https://parcels.example' } })],
  ['no deployment', () => forged({ without: 'iss' })],
  ['no time of issue', () => forged({ without: 'iat' })],
  ['no id of its own', () => forged({ without: 'jti' })],
  ['no end', () => forged({ without: 'exp' })],
  ['an act that is none', () => forged({ claims: { act: 'release' } })],
  ['its time over', () => forged({ claims: { iat: 1, exp: Math.floor(Date.now() / 1000) - 61 } })],
  [
    'a long life of its own',
    () =>
      forged({
        claims: { iat: Math.floor(Date.now() / 1000) - 400, exp: Math.floor(Date.now() / 1000) + 9e6 },
      }),
  ],
  ['no signature', async () => `${(await forged({})).split('.').slice(0, 2).join('.')}.`],
  ['what is no token', async () => 'x'.repeat(45)],
] as [string, () => Promise<string>][])('R9: nobody is the operator with %s', async (_what, made) => {
  const before = await world.dispatcher.must('GET', '/api/audit?person=operator')
  expect(await send(await made())).toMatchObject(REFUSED)
  // A stranger cannot write into the audit either.
  expect(await world.dispatcher.must('GET', '/api/audit?person=operator')).toEqual(before)
})

test('R9: a dispatcher’s cookie is no operator, and an act signed for one deployment is none of another', async () => {
  const act: OperatorAct = { jti: randomUUID(), act: 'vouch', subject: (await person()).id }
  const foreign = await signOperator(world.signingKey, 'https://parcels.example', act)
  expect(await world.dispatcher.post('/api/operator', { jws: foreign })).toMatchObject(REFUSED)
})
