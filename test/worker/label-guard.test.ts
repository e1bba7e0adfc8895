import { beforeAll, describe, expect, test } from 'vitest'
import { type Client, signIn } from '../../scripts/client.ts'
import { LABEL_RESERVED_MS } from '../../worker/domain/limits.ts'
import { ring } from '../support/days.ts'
import { eventsOf, ofType } from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { anna, keyOf, newWaybill, order, type Who } from '../support/labels.ts'
import { decideAsked, operate, requestOn, stranger } from '../support/requests.ts'
import { invitedBy } from '../support/violations.ts'
import { contractFor, openLink, outForDelivery, secretOf } from '../support/world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let world: Harness
let depot: Client
let second: Client
let contractId: string
beforeAll(async () => {
  world = await sharedWorld()
  depot = await signIn(world.url, world.signingKey, 'depot')
  second = await stranger(world)
  contractId = await contractFor(world, 'chronopost')
})

const announce = (client: Client, body: object) => client.post('/api/shipments', body)
const cancel = (client: Client, id: string) =>
  client.must('POST', `/api/shipments/${id}/cancel`, { reason: 'ordered twice' })
const known = { status: 409, body: { code: 'label-known' } }
/** Returns the personal rows stored beside requests for a label. */
const asideOf = (id: string) =>
  world.sql(id, `SELECT seq FROM personal WHERE kinds LIKE '%announcement%' OR kinds LIKE '%"recipient"%'`)
const types = async (id: string) => (await eventsOf(world, id)).map(({ type }) => type)
const viewOf = (id: string) => world.dispatcher.get(`/api/shipments/${id}`)

/** Waits until the index knows that a shipment is over. */
const over = async (id: string) => {
  const { DB } = await world.worker.getEnv()
  await world.until(async () => {
    const row = await DB.prepare('SELECT over FROM shipments WHERE id = ?').bind(id).first()
    return row?.over === 1
  })
}

/**
 * Makes a shipment that was announced for Anna, scanned at the depot and cancelled. Anna got the code, and
 * the parcel lies on the shelf.
 */
async function shelved(who = anna(), contract = contractId) {
  const label = newWaybill()
  const { id } = await world.dispatcher.must('POST', '/api/shipments', order(contract, [label], who))
  await depot.must('POST', '/api/depot/receive', { labels: [label] })
  await cancel(world.dispatcher, id)
  await over(id)
  return { id, label, who, phone: who.phone ?? '' }
}
const thief = (): Who => ({ ...anna(), name: 'Jean Voleur' })

describe('somebody else', () => {
  test('R41: an API key alone: another phone, another name, as business, under a weaker contract, in bulk, from a file', async () => {
    const { label, who } = await shelved()
    const weaker = await contractFor(world, 'kse')
    const key = await keyOf(world, contractId)
    const other = await keyOf(world, weaker)
    const tries: [Client, object][] = [
      [key, order(contractId, [label], thief())],
      [key, order(contractId, [label], { ...who, name: 'Jean Voleur' })],
      [key, order(contractId, [label], { ...who, phone: thief().phone ?? '' })],
      [key, order(contractId, [label], { ...who, kind: 'business' })],
      [key, order(contractId, [newWaybill(), label], thief())],
      // The waybill stands for the label of a single parcel.
      [key, order(contractId, [newWaybill()], thief(), label)],
      [other, order(weaker, [label], thief())],
      [other, order(weaker, [` ${label.toLowerCase()} `], who)],
    ]
    for (const [client, body] of tries)
      expect(await announce(client, body), JSON.stringify(body)).toMatchObject(known)
    const bulk = await key.must('POST', '/api/shipments/bulk', {
      shipments: [order(contractId, [label], thief())],
    })
    expect(bulk.items).toMatchObject([{ outcome: 'refused', errors: [{ code: 'label-known' }] }])
    const file = `waybill;label;name;phone;address;city;postcode;country\r\n${newWaybill()};${label};Jean Voleur;+33612345678;1 rue X;Lyon;69002;FR\r\n`
    for (const client of [key, world.dispatcher]) {
      const { text } = await client.send('POST', `/api/shipments/import?contract=${contractId}`, file, {
        headers: { 'content-type': 'text/csv' },
      })
      expect(JSON.parse(text).items).toMatchObject([
        { outcome: 'refused', errors: [{ code: 'label-known' }] },
      ])
    }
  })

  test('R41: in three steps: anew for the same, then corrected, or called off again and for somebody else', async () => {
    const { label, who } = await shelved()
    const key = await keyOf(world, contractId)
    const again = await announce(key, order(contractId, [label], who))
    expect(again.status, again.text).toBe(201)
    const { id } = again.body
    // Nobody has scanned it since, but the protection came along from the earlier shipment.
    const corrected = await key.post(`/api/shipments/${id}/recipient`, { phone: thief().phone })
    expect(corrected).toMatchObject(known)
    await cancel(key, id)
    await over(id)
    expect(await announce(key, order(contractId, [label], thief()))).toMatchObject(known)
    expect((await announce(key, order(contractId, [label], who))).status).toBe(201)
  })

  test('R41: ordered back, taken off its round and on the road: all the same', async () => {
    const key = await keyOf(world, contractId)
    const door = await outForDelivery(world, 'chronopost', { arrived: true })
    await door.courier.must('POST', `/api/stops/${door.id}/fail`, { reason: 'absent' })
    await depot.must('POST', '/api/depot/receive', { labels: door.labels })
    await world.dispatcher.must('POST', `/api/shipments/${door.id}/return`, { reason: 'The shipper asked' })
    await over(door.id)
    expect(await announce(key, order(contractId, door.labels, thief()))).toMatchObject(known)
    await depot.must('POST', '/api/depot/return', { labels: door.labels })
    expect(await announce(key, order(contractId, door.labels, thief()))).toMatchObject(known)
  })

  test('R41: a dispatcher alone gets a request, and nothing by it: not by themselves, not by whom they invited', async () => {
    const { id, label, phone } = await shelved()
    const invited = await invitedBy(world.dispatcher, 'Clara')
    const body = order(contractId, [label], thief())
    const asked = await announce(world.dispatcher, body)
    expect(asked).toMatchObject({
      status: 202,
      body: { code: 'label-pending', request: expect.stringMatching(`^label:${id}:`) },
    })
    for (const client of [world.dispatcher, invited])
      expect(await decideAsked(client, asked.body)).toMatchObject({
        status: 403,
        body: { code: 'second-person' },
      })
    // The present recipient is told, also that they can stop it.
    const news = await world.until(async () =>
      (await world.messages(phone)).find(({ text }) => /autre destinataire/.test(text)),
    )
    expect(news.text).toContain('/r#')
    await ring(world, id, 31 * MINUTE)
    await ring(world, id, DAY)
    await world.until(async () => (await types(id)).includes('label-stopped'))
    expect(await types(id)).not.toContain('label-released')
    expect(await announce(await keyOf(world, contractId), body)).toMatchObject(known)
    // The details of the dropped request are erased.
    expect(await asideOf(id)).toEqual([])
  })

  test('R41: two independent people: it waits, is told, and is announced by itself after thirty minutes', async () => {
    const { id, label, phone } = await shelved()
    const other = thief()
    const body = order(contractId, [label], other)
    const key = crypto.randomUUID()
    const asked = await world.dispatcher.post('/api/shipments', body, key)
    expect(asked.status, asked.text).toBe(202)
    // The same announcement is the same request, under its own key and under another.
    expect((await world.dispatcher.post('/api/shipments', body, key)).body.request).toBe(asked.body.request)
    expect((await announce(world.dispatcher, body)).body.request).toBe(asked.body.request)
    expect(await announce(second, order(contractId, [label], thief()))).toMatchObject({
      status: 409,
      body: { code: 'label-pending' },
    })
    const shown = await requestOn(world, { kind: 'label', shipmentId: id }, second)
    expect(shown).toMatchObject({
      mayAgree: true,
      shown: {
        recipient: { name: 'Jean Voleur', phone: other.phone },
        labels: [label],
        reasons: ['recipient'],
      },
    })
    await world.until(async () =>
      (await world.messages(phone)).some(({ text }) => /autre destinataire/.test(text)),
    )
    await world.until(async () =>
      ofType(await eventsOf(world, id), 'message-sent').some(({ data }) => data.cause === 'label-change'),
    )
    const decided = await decideAsked(second, asked.body)
    expect(decided.status, decided.text).toBe(200)
    expect(Date.parse(decided.body.effectiveAt)).toBeGreaterThan(Date.now() + 25 * MINUTE)
    expect(await world.messages(other.phone ?? '')).toEqual([])
    await ring(world, id, 31 * MINUTE)
    await world.until(async () => (await types(id)).includes('label-moved'))
    const announced = await announce(world.dispatcher, body)
    expect(announced.status, announced.text).toBe(200)
    const [first] = await eventsOf(world, announced.body.id)
    const { by } = ofType(await eventsOf(world, id), 'label-requested')[0] ?? {}
    expect(first).toMatchObject({ type: 'announced', by })
    expect((await secretOf(world, other.phone ?? '')).pin).toMatch(/^\d{6}$/)
    expect(await asideOf(id)).toEqual([])
    // The label is the new recipient's now and protected for them, so one person alone cannot take it back
    // either.
    await cancel(world.dispatcher, announced.body.id)
    await over(announced.body.id)
    expect(await announce(await keyOf(world, contractId), order(contractId, [label], thief()))).toMatchObject(
      known,
    )
  })

  test('R41: whoever it is for stops it by the link of the news, long after every other link died', async () => {
    const { id, label, phone } = await shelved()
    const old = await secretOf(world, phone)
    // After a month on the shelf the secrets are gone: those of an ended shipment are erased after a day.
    await ring(world, id, 30 * DAY)
    await world.until(
      async () => (await world.sql(id, `SELECT * FROM meta WHERE name = 'seed'`)).length === 0,
    )
    const asked = await announce(world.dispatcher, order(contractId, [label], thief()))
    expect(asked.status, asked.text).toBe(202)
    const { link } = await world.until(async () => {
      const found = await secretOf(world, phone)
      return found.link !== old.link && found
    })
    const page = await openLink(world, link)
    const view = await page.phone.must('GET', page.path)
    expect(view).toMatchObject({ labelChange: { effectiveAt: expect.anything() }, accepts: [], steps: [] })
    expect(view.secret).toBeUndefined()
    expect((await world.dispatcher.post('/api/session', { token: old.link.split('#')[1] })).status).toBe(410)
    await page.phone.must('POST', `${page.path}/label/stop`, {})
    expect(await page.phone.get(page.path)).toMatchObject({ status: 410, body: { code: 'link-expired' } })
    expect(await decideAsked(second, asked.body)).toMatchObject({ status: 409, body: { code: 'no-request' } })
    await world.until(async () =>
      (await world.dispatcher.must('GET', '/api/alerts')).items.some(
        (alert: { kind: string; shipmentId: string }) =>
          alert.kind === 'label-stopped' && alert.shipmentId === id,
      ),
    )
    expect(await asideOf(id)).toEqual([])
    await world.until(
      async () => (await world.sql(id, `SELECT * FROM meta WHERE name = 'seed'`)).length === 0,
    )
  })

  test('R41: where nobody can be told any more the operator’s own key agrees besides', async () => {
    const { id, label } = await shelved()
    // This stands for retention: the recipient is erased while the label is still protected.
    await world.dispatcher.must('POST', `/api/shipments/${id}/erase`, {
      kinds: ['name', 'contact', 'address'],
      reason: 'asked',
    })
    const body = order(contractId, [label], thief())
    const asked = await announce(world.dispatcher, body)
    expect(asked.status, asked.text).toBe(202)
    await world.until(async () => (await types(id)).includes('message-failed'))
    expect((await decideAsked(second, asked.body)).body).toEqual({})
    await ring(world, id, 2 * HOUR)
    expect(await types(id)).not.toContain('label-released')
    const { request: subject, fingerprint: seen } = asked.body
    expect((await operate(world, { act: 'agree', subject, seen })).status).toBe(200)
    await world.until(async () => (await types(id)).includes('label-moved'))
    expect((await announce(world.dispatcher, body)).status).toBe(200)
  })
})

describe('the same', () => {
  test('R41: a parcel that came back is announced again for the same recipient in one call, and told', async () => {
    const { label, who, phone } = await shelved()
    const key = await keyOf(world, contractId)
    const before = (await world.messages(phone)).length
    const again = await announce(key, order(contractId, [label], { ...who, name: 'SÉGUIN  anna' }))
    expect(again.status, again.text).toBe(201)
    await world.until(async () => (await world.messages(phone)).length > before)
    // The scan leads to the new shipment, and the old one keeps its history.
    await depot.must('POST', '/api/depot/receive', { labels: [label] })
    expect((await viewOf(again.body.id)).body).toMatchObject({ state: 'announced', secured: true })
    expect(await types(again.body.id)).toContain('received-at-depot')
  })

  test('R41: twice at once, one of them has it', async () => {
    const { label, who } = await shelved()
    const key = await keyOf(world, contractId)
    const both = await Promise.all([1, 2].map(() => announce(key, order(contractId, [label], who))))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('label-taken')
  })

  test('R41: once it is erased who it was, it is still known who they are, and nobody else is; after ninety days it goes', async () => {
    const { id, label, who } = await shelved()
    await world.dispatcher.must('POST', `/api/shipments/${id}/erase`, {
      kinds: ['name', 'contact', 'address'],
      reason: 'asked',
    })
    const key = await keyOf(world, contractId)
    expect(await announce(key, order(contractId, [label], thief()))).toMatchObject(known)
    const kept = () => world.sql(id, `SELECT value FROM meta WHERE name = 'recipient-print'`)
    expect(JSON.stringify(await kept())).not.toMatch(/Anna|S.guin|\+336/)
    const again = await announce(key, order(contractId, [label], who))
    expect(again.status, again.text).toBe(201)
    expect(await kept()).toHaveLength(1)
    await ring(world, id, 91 * DAY)
    await world.until(async () => (await kept()).length === 0)
  })

  test('R41: after ninety days without a scan it is anybody’s, and so is what was never scanned', async () => {
    const { id, label } = await shelved()
    const key = await keyOf(world, contractId)
    await ring(world, id, 91 * DAY)
    expect((await announce(key, order(contractId, [label], thief()))).status).toBe(201)
    const fresh = newWaybill()
    const { body } = await announce(key, order(contractId, [fresh], anna()))
    await cancel(key, body.id)
    await over(body.id)
    expect((await announce(key, order(contractId, [fresh], thief()))).status).toBe(201)
  })
})

describe('never announced', () => {
  test('R41: labels of an announcement that never came about are free after seconds; whose they were is not forgotten', async () => {
    const { DB } = await world.worker.getEnv()
    const key = await keyOf(world, contractId)
    const reserve = (label: string, at: number | null, before: string | null = null) =>
      DB.prepare(
        `INSERT INTO labels (label, shipment_id, reserved_at, before_id) VALUES (?, 'nobody', ?, ?)
         ON CONFLICT (label) DO UPDATE SET shipment_id = 'nobody', reserved_at = excluded.reserved_at, before_id = excluded.before_id`,
      )
        .bind(label, at, before)
        .run()
    const [now, early, old] = [newWaybill(), newWaybill(), newWaybill()]
    await reserve(now, Date.now())
    await reserve(early, Date.now() - LABEL_RESERVED_MS)
    await reserve(old, null)
    const taken = await announce(key, order(contractId, [now], anna()))
    expect(taken).toMatchObject({ status: 409, body: { code: 'label-taken' } })
    for (const label of [early, old])
      expect((await announce(key, order(contractId, [label], anna()))).status).toBe(201)
    const { id, label, who } = await shelved()
    await reserve(label, Date.now() - LABEL_RESERVED_MS, id)
    expect(await announce(key, order(contractId, [label], thief()))).toMatchObject(known)
    expect((await announce(key, order(contractId, [label], who))).status).toBe(201)
  })
})

describe('corrected', () => {
  test('R41: before the first scan the contract’s key corrects it in one call; who was told hears it, and learns nothing', async () => {
    const key = await keyOf(world, contractId)
    const [wrong, right] = [anna(), anna()]
    const label = newWaybill()
    const { id } = (await announce(key, order(contractId, [label], wrong))).body
    const old = await secretOf(world, wrong.phone ?? '')
    const corrected = await key.post(`/api/shipments/${id}/recipient`, {
      phone: right.phone,
      name: 'Anne Séguin',
    })
    expect(corrected.status, corrected.text).toBe(200)
    const fresh = await secretOf(world, right.phone ?? '')
    expect(fresh.link).not.toBe(old.link)
    expect(fresh.pin).toMatch(/^\d{6}$/)
    const news = await world.until(async () =>
      (await world.messages(wrong.phone)).find(({ text }) => /corrigé/.test(text)),
    )
    expect(news.text).not.toMatch(/\/r#|\d{6}/)
    const { body } = await viewOf(id)
    expect(body.recipient).toMatchObject({ name: 'Anne Séguin', phone: right.phone, kind: 'consumer' })
    expect((await world.dispatcher.post('/api/session', { token: old.link.split('#')[1] })).status).toBe(410)
    // The shipment is found by its corrected name.
    const found = async (name: string) =>
      (await world.dispatcher.must('GET', `/api/shipments?q=${encodeURIComponent(name)}`)).items.some(
        (item: { id: string }) => item.id === id,
      )
    await world.until(() => found('anne séguin'))
    expect(await found('anna séguin')).toBe(false)
  })

  test('R41: not by a dispatcher alone, by another contract’s key, or after the first scan', async () => {
    const key = await keyOf(world, contractId)
    const label = newWaybill()
    const { id } = (await announce(key, order(contractId, [label], anna()))).body
    const path = `/api/shipments/${id}/recipient`
    expect(await world.dispatcher.post(path, { phone: thief().phone })).toMatchObject({
      status: 403,
      body: { code: 'second-person' },
    })
    const other = await keyOf(world, await contractFor(world, 'kse'))
    expect((await other.post(path, { phone: thief().phone })).status).toBe(404)
    expect((await key.post(path, {})).body).toMatchObject({ errors: [{ field: 'name', code: 'required' }] })
    await depot.must('POST', '/api/depot/receive', { labels: [label] })
    expect(await key.post(path, { phone: thief().phone })).toMatchObject(known)
  })
})
