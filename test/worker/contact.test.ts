import { beforeAll, expect, test } from 'vitest'
import { Client } from '../../scripts/client.ts'
import { ring } from '../support/days.ts'
import { eventsOf, ofType } from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { decideAsked, operate, requestOn, stranger } from '../support/requests.ts'
import { invitedBy } from '../support/violations.ts'
import { announce, contractFor, newCourier, newPhone, openLink, secretOf } from '../support/world.ts'

const MINUTE = 60_000

let world: Harness
let second: Client
beforeAll(async () => {
  world = await sharedWorld()
  second = await stranger(world, 'Boris')
})

const at = (id: string, call = '') => `/api/shipments/${id}/contact${call}`
const types = async (id: string) => (await eventsOf(world, id)).map(({ type }) => type)
const told = (id: string, cause: string) =>
  world.until(async () =>
    ofType(await eventsOf(world, id), 'message-sent').some(({ data }) => data.cause === cause),
  )

/** Announces a shipment under `chronopost`, which tells the code at once. */
async function announced() {
  const shipment = await announce(world, await contractFor(world, 'chronopost'))
  return { ...shipment, old: await secretOf(world, shipment.phone), next: newPhone() }
}

async function asked() {
  const shipment = await announced()
  const made = await world.dispatcher.must('POST', at(shipment.id), { phone: shipment.next })
  await told(shipment.id, 'contact-change')
  return { ...shipment, made }
}

test('R9: asked for, agreed to by a second person, and in force after thirty minutes with a new secret', async () => {
  const { id, phone, old, next, made } = await asked()
  const notice = (await world.messages(phone)).at(-1)?.text ?? ''
  expect(notice).toContain('/r#')
  expect(notice).not.toMatch(/\b\d{6}\b/)
  expect(await world.messages(next)).toEqual([])
  const { body } = await decideAsked(second, made)
  expect(Math.abs(Date.parse(body.effectiveAt) - Date.now() - 30 * MINUTE)).toBeLessThan(5 * MINUTE)
  // Until the change takes effect the old secret works.
  const page = await openLink(world, old.link)
  expect((await page.phone.must('GET', page.path)).secret).toMatchObject({ pin: old.pin })

  await ring(world, id, 31 * MINUTE)
  const fresh = await secretOf(world, next)
  expect(fresh.link).not.toBe(old.link)
  expect(fresh.pin).toMatch(/^\d{6}$/)
  expect(await types(id)).toContain('contact-changed')
  // After a contact change the old link is dead (R25).
  expect(await page.phone.get(page.path)).toMatchObject({ status: 410, body: { code: 'link-superseded' } })
  const opened = await openLink(world, fresh.link)
  expect((await opened.phone.must('GET', opened.path)).secret).toMatchObject({ pin: fresh.pin })
  const { recipient, contactChange } = await world.dispatcher.must('GET', `/api/shipments/${id}`)
  expect({ phone: recipient.phone, contactChange }).toEqual({ phone: next, contactChange: null })
  // From now on only the new contact gets messages.
  const before = (await world.messages(phone)).length
  await world.sql(id, `UPDATE events SET at = at - ${5 * MINUTE}`)
  await world.dispatcher.must('POST', `/api/shipments/${id}/resend`, {})
  await world.until(async () => (await world.messages(next)).length > 1)
  expect((await world.messages(phone)).length).toBe(before)
})

test('R9: who asked, and whoever they invited, are no second person; nor is another contract’s key', async () => {
  const { id, made } = await asked()
  const invited = await invitedBy(world.dispatcher, 'Clara')
  const through = await invitedBy(invited, 'Denis')
  for (const client of [world.dispatcher, invited, through]) {
    const answer = await decideAsked(client, made)
    expect(answer).toMatchObject({ status: 403, body: { code: 'second-person' } })
    expect(await requestOn(world, { shipmentId: id }, client)).toMatchObject({ mayAgree: false })
    const { contactChange } = await client.must('GET', `/api/shipments/${id}`)
    expect(contactChange).toMatchObject({ approved: false })
  }
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'ERP' })
  const headers = { authorization: `Bearer ${key}` }
  const path = `/api/requests/${made.request}/decide`
  const byKey = { decision: 'agree', seen: made.fingerprint }
  expect((await new Client(world.url).send('POST', path, byKey, { headers })).status).toBe(403)
  expect(await requestOn(world, { shipmentId: id }, second)).toMatchObject({ mayAgree: true })
  expect(await types(id)).not.toContain('contact-change-approved')
})

test('R9: the old contact stops it by the link of the message, and a dispatcher hears of it', async () => {
  const { id, old, next, phone, made } = await asked()
  const { link } = await secretOf(world, phone)
  const page = await openLink(world, link)
  expect((await page.phone.must('GET', page.path)).contactChange).toEqual({ effectiveAt: expect.any(String) })
  await page.phone.must('POST', `${page.path}/contact/stop`, {})
  expect((await page.phone.must('GET', page.path)).contactChange).toBeNull()
  expect(await decideAsked(second, made)).toMatchObject({ status: 409, body: { code: 'no-request' } })
  await ring(world, id, 40 * MINUTE)
  await world.until(async () =>
    (await world.dispatcher.must('GET', '/api/alerts')).items.some(
      (alert: { kind: string; shipmentId: string }) =>
        alert.kind === 'contact-stopped' && alert.shipmentId === id,
    ),
  )
  expect(await types(id)).not.toContain('contact-changed')
  expect(await world.messages(next)).toEqual([])
  const again = await openLink(world, old.link)
  expect((await again.phone.must('GET', again.path)).secret).toMatchObject({ pin: old.pin })
})

test('R9: refused on a round; meanwhile no round takes it; taken back it goes on', async () => {
  const { id, next } = await asked()
  const { id: courierId } = await newCourier(world)
  const round = { courierId, date: new Date().toISOString().slice(0, 10), shipmentIds: [id] }
  const refused = await world.dispatcher.post('/api/rounds', round)
  expect(refused).toMatchObject({ status: 409, body: { code: 'contact-pending' } })
  await world.dispatcher.must('POST', at(id, '/withdraw'), {})
  await world.dispatcher.must('POST', '/api/rounds', round)
  const late = await world.dispatcher.post(at(id), { phone: next })
  expect(late).toMatchObject({ status: 409, body: { code: 'on-a-round' } })
})

test('R9: agreed to is what was seen, not a contact that took its place', async () => {
  const { id, made } = await asked()
  await world.sql(id, `UPDATE events SET at = at - ${MINUTE}`)
  await world.evict(id)
  await world.dispatcher.must('POST', at(id), { phone: newPhone() })
  const answer = await decideAsked(second, made)
  expect(answer).toMatchObject({ status: 409, body: { code: 'no-request' } })
})

test('R9: what is wrong with the new contact is told beside its field', async () => {
  const { id } = await announced()
  const answer = async (body: object) => (await world.dispatcher.post(at(id), body)).body
  expect(await answer({})).toMatchObject({ errors: [{ field: 'phone', code: 'required' }] })
  expect(await answer({ phone: '0612345678' })).toMatchObject({ errors: [{ field: 'phone', code: 'regex' }] })
  expect(await answer({ email: 'x', fax: '1' })).toMatchObject({ code: 'bad-request' })
  expect(await types(id)).not.toContain('contact-change-requested')
})

test('R31: the new contact stands beside the log, never in it', async () => {
  const { id, next } = await asked()
  expect(JSON.stringify(await eventsOf(world, id))).not.toContain(next)
  expect(JSON.stringify(await world.sql(id, 'SELECT fact FROM events'))).not.toContain(next)
})

test('R9: sent anew to silence the old contact, every message still says so, and the first link still stops it', async () => {
  const { id, phone, made } = await asked()
  const { link: news } = await secretOf(world, phone)
  await world.sql(id, `UPDATE events SET at = at - ${5 * MINUTE}`)
  await world.evict(id)
  await world.dispatcher.must('POST', `/api/shipments/${id}/resend`, {})
  const newest = await world.until(async () => {
    const text = (await world.messages(phone)).at(-1)?.text ?? ''
    return text.includes(news) ? null : text
  })
  expect(newest).toContain('On veut changer vos coordonnées')
  // The link of the news is superseded. It opens the page for this purpose and nothing else.
  const page = await openLink(world, news)
  const view = await page.phone.must('GET', page.path)
  expect(view).toMatchObject({ superseded: true, accepts: [], contactChange: expect.anything() })
  expect(view.secret).toBeUndefined()
  expect((await page.phone.post(`${page.path}/scan`, { label: 'X-1234', by: 'camera' })).status).toBe(410)
  expect((await page.phone.post(`${page.path}/not-me`, {})).status).toBe(410)
  await page.phone.must('POST', `${page.path}/contact/stop`, {})
  expect(await types(id)).toContain('contact-change-stopped')
  expect(await decideAsked(second, made)).toMatchObject({ status: 409, body: { code: 'no-request' } })
  // Nothing is left to stop, so this link is dead like any other superseded one.
  expect(await page.phone.get(page.path)).toMatchObject({ status: 410, body: { code: 'link-superseded' } })
})

test('R9: where the old contact can be told on no channel, a second person alone is not enough', async () => {
  // The contract allows only the messenger, for which this deployment has no gateway, so nobody can be told.
  const contract = await contractFor(world, 'chronopost', {
    channels: ['messenger'],
    moments: { announced: ['messenger'] },
  })
  const { id } = await announce(world, contract)
  const made = await world.dispatcher.must('POST', at(id), { phone: newPhone() })
  await world.until(async () =>
    ofType(await eventsOf(world, id), 'message-failed').some(({ data }) => data.cause === 'contact-change'),
  )
  expect((await decideAsked(second, made)).body).toEqual({})
  await ring(world, id, 31 * MINUTE)
  expect(await types(id)).not.toContain('contact-changed')
  expect(await decideAsked(await stranger(world), made)).toMatchObject({ body: { code: 'operator-needed' } })
  const waiting = await requestOn(world, { shipmentId: id }, second)
  expect(waiting).toMatchObject({ operatorNeeded: true, mayAgree: false, couldAgree: [] })
  const act = { act: 'agree', subject: made.request, seen: waiting.fingerprint } as const
  const agreed = await operate(world, act)
  expect(agreed).toMatchObject({ status: 200, body: { outcome: 'done' } })
  expect(await types(id)).toContain('contact-changed')
})
