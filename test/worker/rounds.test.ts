import { beforeAll, describe, expect, test } from 'vitest'
import { signIn } from '../../scripts/client.ts'
import { sharedWorld } from '../support/harness.ts'
import { announce, contractFor, newCourier, outForDelivery, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const today = () => new Date().toISOString().slice(0, 10)
const stateOf = async (id: string) => (await world.dispatcher.must('GET', `/api/shipments/${id}`)).state
const arrive = { at: new Date().toISOString() }

describe('rounds', () => {
  test('R10: a planned round is seen by its courier, and nothing can be done at its stops before dispatch', async () => {
    const contractId = await contractFor(world, 'chronopost')
    const { id } = await announce(world, contractId)
    const { id: courierId, client } = await newCourier(world)
    await world.dispatcher.must('POST', '/api/rounds', { courierId, date: today(), shipmentIds: [id] })
    const round = await client.must('GET', '/api/round')
    expect(round.stops).toMatchObject([
      { shipmentId: id, secured: true, accepts: ['pin', 'qr'], open: false },
    ])
    const refused = await client.post(`/api/stops/${id}/arrive`, arrive)
    expect([refused.status, refused.body.code]).toEqual([409, 'not-out-for-delivery'])
    expect(await stateOf(id)).toBe('scheduled')
  })

  test('a round that holds a shipment of another round is refused whole, and takes none of the others', async () => {
    const contractId = await contractFor(world, 'kse')
    const [taken, free] = [await announce(world, contractId), await announce(world, contractId)]
    const { id: courierId } = await newCourier(world)
    await world.dispatcher.must('POST', '/api/rounds', { courierId, date: today(), shipmentIds: [taken.id] })
    const shipmentIds = [free.id, taken.id]
    const refused = await world.dispatcher.post('/api/rounds', { courierId, date: today(), shipmentIds })
    expect(refused.status).toBe(409)
    expect(refused.body.errors).toEqual([{ field: 'shipmentIds.1', code: 'on-a-round' }])
    expect([await stateOf(free.id), await stateOf(taken.id)]).toEqual(['announced', 'scheduled'])
  })

  test('dispatching again changes nothing: one dispatch, one message, one visit', async () => {
    const { id, phone, roundId } = await outForDelivery(world, 'kse')
    await world.until(async () => (await world.messages(phone)).length === 1)
    const again = await world.dispatcher.post(`/api/rounds/${roundId}/dispatch`, {})
    expect(again.body.stops).toEqual([{ shipmentId: id, outcome: 'dispatched' }])
    const { events } = await world.dispatcher.must('GET', `/api/shipments/${id}/events`)
    expect(events.filter((event: { type: string }) => event.type === 'dispatched')).toHaveLength(1)
    expect(await world.messages(phone)).toHaveLength(1)
  })

  test('a stop moved on the road belongs to the other courier at once, who has to arrive anew', async () => {
    const { id, courier, roundId } = await outForDelivery(world, 'chronopost', { arrived: true })
    const other = await newCourier(world)
    await world.dispatcher.must('POST', `/api/rounds/${roundId}/move`, {
      shipmentId: id,
      courierId: other.id,
    })
    const before = await courier.post(`/api/stops/${id}/pin`, { pin: '123456' })
    expect(before.status).toBe(404)
    expect((await courier.must('GET', '/api/round')).stops).toEqual([])
    const early = await other.client.post(`/api/stops/${id}/pin`, { pin: '123456' })
    expect(early.body.code).toBe('not-arrived')
    await other.client.must('POST', `/api/stops/${id}/arrive`, arrive)
    const stops = (await other.client.must('GET', '/api/round')).stops
    expect(stops).toMatchObject([{ shipmentId: id, open: true }])
  })

  test('a stop withdrawn before dispatch is free again; on the road it goes back to the depot', async () => {
    const contractId = await contractFor(world, 'kse')
    const { id } = await announce(world, contractId)
    const { id: courierId } = await newCourier(world)
    const date = today()
    const round = await world.dispatcher.must('POST', '/api/rounds', { courierId, date, shipmentIds: [id] })
    await world.dispatcher.must('POST', `/api/rounds/${round.id}/withdraw`, { shipmentId: id })
    expect(await stateOf(id)).toBe('announced')
    const road = await outForDelivery(world, 'kse')
    await world.dispatcher.must('POST', `/api/rounds/${road.roundId}/withdraw`, { shipmentId: road.id })
    const view = await world.dispatcher.must('GET', `/api/shipments/${road.id}`)
    expect(view).toMatchObject({ state: 'at-depot', parcels: [{ place: 'vehicle' }] })
  })

  test('R15: a cancelled shipment is handed over by nothing', async () => {
    const { id, courier } = await outForDelivery(world, 'kse', { arrived: true })
    await world.dispatcher.must('POST', `/api/shipments/${id}/cancel`, { reason: 'Returned by the sender' })
    expect((await courier.post(`/api/stops/${id}/pin`, { pin: '12345' })).body).toEqual({ outcome: 'closed' })
    expect((await courier.post(`/api/stops/${id}/no-code`, {})).body.code).toBe('stop-closed')
    expect(await stateOf(id)).toBe('cancelled')
  })
})

describe('contracts', () => {
  test('R1: a shipment keeps the policy it was announced under', async () => {
    const put = (policy: object) =>
      world.dispatcher.must('PUT', '/api/contracts/changing', { name: 'Changing', profile: 'kse', policy })
    await put({ pinDigits: 5 })
    const { id } = await announce(world, 'changing')
    await put({ pinDigits: 8 })
    const { policyVersion } = await world.dispatcher.must('GET', `/api/shipments/${id}`)
    expect(policyVersion).toBe(1)
    const contract = await world.dispatcher.must('GET', '/api/contracts/changing')
    expect(contract).toMatchObject({ version: 2, policy: { pinDigits: 8 } })
    expect(contract.versions).toHaveLength(2)
  })

  test('R2: what is not eligible becomes ordinary with every reason, or is refused where mandatory', async () => {
    const contractId = await contractFor(world, 'chronopost')
    const body = {
      waybill: 'ORDINARY-0001',
      contractId,
      parcels: [{ label: 'ORDINARY-0001' }],
      recipient: {
        name: 'Studio Bellecour',
        kind: 'business',
        address: { line1: '21 place Bellecour', city: 'Lyon', postcode: '69002', country: 'FR' },
      },
      inPerson: false,
    }
    const ordinary = await world.dispatcher.post('/api/shipments', body)
    expect([ordinary.status, ordinary.body.secured]).toEqual([201, false])
    expect(ordinary.body.reasons).toEqual(['no-contact', 'not-in-person', 'not-private'])
    const mandatory = await contractFor(world, 'chronopost', { mandatory: true })
    const waybill = 'ORDINARY-0002'
    const strict = { ...body, waybill, parcels: [{ label: waybill }], contractId: mandatory }
    const refused = await world.dispatcher.post('/api/shipments', strict)
    expect([refused.status, refused.body.code]).toEqual([422, 'not-eligible'])
  })

  test('R3: a policy that cannot work is refused with field and reason, and the old one stays', async () => {
    const id = await contractFor(world, 'kse', { locale: 'en' })
    const policy = { door: [] }
    const refused = await world.dispatcher.put(`/api/contracts/${id}`, { name: 'X', profile: 'kse', policy })
    expect(refused.status).toBe(400)
    expect(refused.body.errors).toContainEqual({ field: 'policy.door', code: 'empty' })
    expect((await world.dispatcher.must('GET', `/api/contracts/${id}`)).policy.door).toEqual(['pin', 'link'])
  })
})

describe('messages', () => {
  const outage = async (channel: string, mode: string): Promise<{ turnedAway: number }> => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ channel, mode })
    return (await fetch(`${world.phoneUrl}/outage`, { method: 'POST', headers, body })).json()
  }

  test('R5: a gateway that fails for a while gets the message again, once, under the same id', async () => {
    const { turnedAway } = await outage('sms', 'retry')
    const { id, phone } = await outForDelivery(world, 'kse')
    await world.until(async () => (await outage('sms', 'retry')).turnedAway > turnedAway)
    await outage('sms', 'off')
    await world.until(async () => (await world.messages(phone)).length > 0)
    await world.until(async () => {
      const { events } = await world.dispatcher.must('GET', `/api/shipments/${id}/events`)
      return events.some((event: { type: string }) => event.type === 'message-sent')
    })
    expect(await world.messages(phone)).toHaveLength(1)
  })

  test('R5: a gateway that takes a text and never says so is asked before it gets the text again', async () => {
    await outage('sms', 'lost')
    const { id, phone } = await outForDelivery(world, 'kse')
    // No answer to a text arrives any more, so only the question can tell that it is there.
    await world.until(async () => {
      const { events } = await world.dispatcher.must('GET', `/api/shipments/${id}/events`)
      return events.some((event: { type: string }) => event.type === 'message-sent')
    })
    await outage('sms', 'off')
    expect(await world.messages(phone)).toHaveLength(1)
  })

  test('R5: a message that failed for good is an alert and an event, without its text', async () => {
    await outage('sms', 'failed')
    const { id, labels } = await outForDelivery(world, 'kse')
    const alert = await world.until(async () => {
      const { items } = await world.dispatcher.must('GET', '/api/alerts')
      return items.find((item: { shipmentId: string }) => item.shipmentId === id)
    })
    await outage('sms', 'off')
    expect(alert).toMatchObject({ kind: 'message-failed', waybill: labels[0] })
    const { events } = await world.dispatcher.must('GET', `/api/shipments/${id}/events`)
    const failed = events.find((event: { type: string }) => event.type === 'message-failed')
    expect(Object.keys(failed.data).sort()).toEqual(['about', 'cause', 'channel', 'reason'])
  })
})

describe('the depot', () => {
  test('R12, R14: only the depot’s scan makes another visit possible, with the attempts still left', async () => {
    const { id, labels, courier, courierId } = await outForDelivery(world, 'chronopost', { arrived: true })
    const label = labels[0] ?? ''
    const depot = await signIn(world.url, world.signingKey, 'depot', { name: 'Depot' })
    const wrong = await courier.must('POST', `/api/stops/${id}/pin`, { pin: '000000' })
    expect(wrong).toEqual({ outcome: 'wrong', left: 4 })
    const tooEarly = await depot.must('POST', '/api/depot/receive', { labels: [label] })
    expect(tooEarly.items).toMatchObject([{ label, outcome: 'not-due', shipmentId: id }])
    await courier.must('POST', `/api/stops/${id}/fail`, { reason: 'absent' })
    const again = { courierId, date: today(), shipmentIds: [id] }
    const refused = await world.dispatcher.post('/api/rounds', again)
    expect(refused.body.errors).toEqual([{ field: 'shipmentIds.0', code: 'not-at-depot' }])
    const scan = await depot.must('POST', '/api/depot/receive', { labels: [label, 'RUBBISH-1'] })
    expect(scan.items).toMatchObject([{ outcome: 'received' }, { label: 'RUBBISH-1', outcome: 'unknown' }])
    const round = await world.dispatcher.must('POST', '/api/rounds', again)
    await world.dispatcher.must('POST', `/api/rounds/${round.id}/dispatch`, {})
    await courier.must('POST', `/api/stops/${id}/arrive`, arrive)
    expect(await courier.must('POST', `/api/stops/${id}/pin`, { pin: '000001' })).toEqual({
      outcome: 'wrong',
      left: 3,
    })
  })
})
