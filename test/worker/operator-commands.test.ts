import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import { startWorld } from '../support/harness.ts'
import { operatorCommand } from '../support/requests.ts'
import { announce, contractFor, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world?.close())

const command = (act: string, subject: string) => operatorCommand(world, act, subject)

/** Invites a colleague as the world's dispatcher does. They are nobody's second person. */
async function invited(by: Client, name: string): Promise<{ client: Client; id: string }> {
  const { url } = await by.must('POST', '/api/invitations', { role: 'dispatcher', name })
  const client = new Client(world.url)
  const { personId } = await client.must('POST', '/api/session', { token: url.split('#')[1] })
  return { client, id: personId }
}

test('R9: a carrier with one dispatcher: the operator agrees for this once, to what was shown', async () => {
  const { id } = await announce(world, await contractFor(world, 'chronopost'))
  const asked = await world.dispatcher.must('POST', `/api/shipments/${id}/contact`, { phone: '+33639980007' })
  expect(asked.couldAgree).toEqual([])
  const { ok, out } = await command('agree', asked.request)
  expect(out).toContain('+33639980007')
  expect(ok).toBe(true)
  const view = await world.dispatcher.must('GET', `/api/shipments/${id}`)
  expect(view.contactChange.approved).toBe(true)
  const again = await command('agree', asked.request)
  expect(again.ok).toBe(false)
  expect(again.out).toContain('Nothing waits under this id')
  const { items } = await world.dispatcher.must('GET', '/api/audit')
  expect(items).toContainEqual(
    expect.objectContaining({ personId: 'operator', route: '/api/operator (agree)', status: 200 }),
  )
})

test('R9: the operator vouches for two of a room that one person invited', async () => {
  const head = await signIn(world.url, world.signingKey, 'dispatcher', { name: 'Head' })
  const one = await invited(head, 'One')
  const two = await invited(head, 'Two')
  const weaker = { name: 'Maison Test', profile: 'chronopost', policy: { withoutCode: 'identity' } }
  const contract = await contractFor(world, 'chronopost', { pinDigits: 7 })
  const asked = await one.client.must('PUT', `/api/contracts/${contract}`, weaker)
  const agree = () =>
    two.client.post(`/api/requests/${asked.request}/decide`, { decision: 'agree', seen: asked.fingerprint })
  expect((await agree()).status).toBe(403)
  expect((await command('vouch', two.id)).ok).toBe(true)
  expect((await agree()).status).toBe(200)
  // Somebody acted on the account again, so the vouching no longer counts.
  await head.must('POST', '/api/invitations', { role: 'dispatcher', personId: two.id })
  const anew = await one.client.must('PUT', `/api/contracts/${contract}`, {
    ...weaker,
    policy: { ...weaker.policy, afterWrong: 'identity' },
  })
  const answer = await two.client.post(`/api/requests/${anew.request}/decide`, {
    decision: 'agree',
    seen: anew.fingerprint,
  })
  expect(answer.status).toBe(403)
})

test('R9: recovered, a person is back in, their old device is out, and for three days they agree to nothing', async () => {
  const lost = await signIn(world.url, world.signingKey, 'dispatcher', { name: 'Lost' })
  const { items } = await world.dispatcher.must('GET', '/api/people?role=dispatcher')
  const { id } = items.find(({ name }: { name: string }) => name === 'Lost')
  const { ok, out } = await command('recover', id)
  expect(ok).toBe(true)
  expect((await lost.get('/api/requests')).status).toBe(401)
  const back = new Client(world.url)
  const token = /#(\S+)/.exec(out)?.[1]
  expect(await back.must('POST', '/api/session', { token })).toMatchObject({ personId: id })
  const { id: shipment } = await announce(world, await contractFor(world, 'chronopost'))
  const asked = await world.dispatcher.must('POST', `/api/shipments/${shipment}/contact`, {
    phone: '+33639980008',
  })
  const agreed = await back.post(`/api/requests/${asked.request}/decide`, {
    decision: 'agree',
    seen: asked.fingerprint,
  })
  expect(agreed).toMatchObject({ status: 403, body: { code: 'second-person' } })
})

test('R9: an id that is none, and a deployment that is not there, are told in words', async () => {
  expect((await command('vouch', 'nobody')).out).toContain('Nobody and nothing has this id')
  expect((await command('agree', 'contact:none:1')).out).toContain('Nothing waits')
})
