import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { Client, invitationUrl } from '../../scripts/client.ts'
import { sharedWorld } from '../support/harness.ts'
import { newCourier, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const exchange = (token: string) => new Client(world.url).post('/api/session', { token })
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

test('one is exchanged once, however many tablets try at once', async () => {
  const { token } = await invitationUrl(world.url, world.signingKey, 'depot')
  const answers = await Promise.all(Array.from({ length: 10 }, () => exchange(token)))
  const refused = answers.filter(({ status }) => status !== 201)
  expect(refused).toHaveLength(9)
  for (const { status, body, headers } of refused)
    expect([status, body.code, headers.getSetCookie()]).toEqual([401, 'invitation-used', []])
})

test('expired, of another key, kind or audience, changed or made up: refused alike', async () => {
  const { token, invitation } = await invitationUrl(world.url, world.signingKey, 'dispatcher')
  const { jti, personId: sub, exp, ...claims } = invitation
  const { kid = '' } = world.signingKey
  const ours = await importJWK(world.signingKey, 'Ed25519')
  const pair = await generateKeyPair('Ed25519', { extractable: true })
  const theirs = await importJWK({ ...(await exportJWK(pair.privateKey)), kid }, 'Ed25519')
  const make = (key: typeof ours, header = {}, more = {}) =>
    new SignJWT({ ...claims, sub, jti, exp, aud: 'sesame/invitation', ...more })
      .setProtectedHeader({ alg: 'Ed25519', typ: 'sesame-invitation+jwt', kid, ...header })
      .sign(key)
  const [head, payload, signature] = token.split('.')
  const promoted = base64({ ...claims, sub, jti, exp, aud: 'sesame/invitation', name: 'Chief' })
  const bad = [
    await make(ours, {}, { exp: Math.floor(Date.now() / 1000) - 1 }),
    await make(ours, {}, { exp: undefined }),
    await make(ours, {}, { jti: undefined }),
    await make(ours, {}, { aud: 'sesame/staff-session' }),
    await make(ours, {}, { role: 'operator' }),
    await make(ours, {}, { role: 'toString' }),
    await make(ours, { typ: 'JWT' }),
    await make(ours, { kid: 'nobody' }),
    await make(theirs),
    `${head}.${promoted}.${signature}`,
    `${base64({ alg: 'none', typ: 'sesame-invitation+jwt', kid })}.${payload}.`,
    token.slice(0, -4),
    'nonsense',
  ]
  const answers = await Promise.all(bad.map(exchange))
  for (const [index, { status, text, headers }] of answers.entries())
    expect([status, text, headers.getSetCookie()], `${index}`).toEqual([401, answers[0]?.text, []])
  // Premise: an invitation made the same way with nothing wrong works, so no try above used it up.
  expect((await exchange(await make(ours))).status).toBe(201)
})

test('a session’s cookie is no invitation, and no courier becomes a dispatcher by one', async () => {
  const { id, client } = await newCourier(world)
  expect((await exchange(client.cookie.split('=')[1] ?? '')).body.code).toBe('unauthorised')
  const { token } = await invitationUrl(world.url, world.signingKey, 'dispatcher', { subject: id })
  expect((await exchange(token)).body.code).toBe('unauthorised')
  expect((await client.get('/api/round')).status).toBe(200)
})

test('the published keys are public halves alone', async () => {
  const { keys } = (await new Client(world.url).get('/.well-known/jwks.json')).body
  expect(keys.length).toBeGreaterThan(0)
  for (const key of keys as JWK[]) expect(Object.keys(key).sort()).toEqual(['crv', 'kid', 'kty', 'use', 'x'])
})

test('whoever lost the answer asks again with the same key and gets the same session; nobody else does', async () => {
  const { token } = await invitationUrl(world.url, world.signingKey, 'depot')
  const key = crypto.randomUUID()
  const lost = await new Client(world.url).post('/api/session', { token }, key)
  expect(lost.status).toBe(201)
  const tablet = new Client(world.url)
  const again = await tablet.post('/api/session', { token }, key)
  expect([again.status, again.text]).toEqual([201, lost.text])
  expect((await tablet.post('/api/depot/receive', { labels: ['UNKNOWN-1'] })).status).toBe(200)
  for (const other of [crypto.randomUUID(), undefined]) {
    const answer = await new Client(world.url).post('/api/session', { token }, other)
    expect([answer.status, answer.body.code]).toEqual([401, 'invitation-used'])
  }
  // After signing out, the same key opens nothing.
  await tablet.send('DELETE', '/api/session', { role: 'depot' })
  expect((await new Client(world.url).post('/api/session', { token }, key)).status).toBe(401)
})
