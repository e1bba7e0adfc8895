import { beforeAll, expect, test } from 'vitest'
import { type Client, signIn } from '../../scripts/client.ts'
import { check } from '../../web/verify/check.ts'
import { eventsOf, expectUnbroken, ofType, pinOf, roundAtDoors, tryPin } from '../support/door.ts'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { type Delivery, outForDelivery } from '../support/world.ts'

let world: Harness
let depot: Client
beforeAll(async () => {
  world = await sharedWorld()
  depot = await signIn(world.url, world.signingKey, 'depot')
})

const stop = ({ id }: Pick<Delivery, 'id'>, call: string) => `/api/stops/${id}/${call}`
const fail = (delivery: Delivery, reason = 'absent') =>
  delivery.courier.must('POST', stop(delivery, 'fail'), { reason })
const reopen = (delivery: Delivery) => delivery.courier.post(stop(delivery, 'reopen'), {})
const arrive = (delivery: Delivery) =>
  delivery.courier.must('POST', stop(delivery, 'arrive'), { at: new Date().toISOString() })
const TOO_LATE = { status: 409, body: { code: 'too-late' } }

test('R37, R33: absent, taken back, released by PIN: D7, and one coded event stands in the log and in the pack', async () => {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  const pin = await pinOf(world, delivery)
  const { left } = (await tryPin(delivery, pin === '000000' ? '000001' : '000000')).body
  await fail(delivery)
  expect(await delivery.courier.must('GET', `/api/stops/${delivery.id}`)).toMatchObject({
    open: false,
    outcome: { kind: 'depot' },
    reopenUntil: expect.any(String),
  })
  expect(await reopen(delivery)).toMatchObject({ status: 200, body: { outcome: 'open', left } })
  expect(await delivery.courier.must('GET', `/api/stops/${delivery.id}`)).toMatchObject({
    open: true,
    outcome: null,
    reopenUntil: null,
    attemptsLeft: left,
  })
  expect((await tryPin(delivery, pin)).body).toEqual({ outcome: 'handed-over', code: 'D7' })

  const events = await eventsOf(world, delivery.id)
  expectUnbroken(events)
  const [failed] = ofType(events, 'visit-failed')
  const [reopened] = ofType(events, 'visit-reopened')
  expect(reopened?.data).toMatchObject({ takesBack: failed?.seq })
  expect(failed).toMatchObject({ takenBackBy: reopened?.seq })
  expect(events.flatMap(({ code }) => code ?? [])).toEqual(['D7'])

  const { keys } = await world.dispatcher.must('GET', '/.well-known/jwks.json')
  const pack = (await world.dispatcher.get(`/api/shipments/${delivery.id}/evidence`)).text
  expect((await check([pack], keys)).faults).toEqual([])
  // Whoever puts the code back into the pack is found.
  const forged = pack.replace(`"takenBackBy":${reopened?.seq}`, `"code":"ABS","takenBackBy":${reopened?.seq}`)
  expect(forged).not.toBe(pack)
  expect((await check([forged], keys)).faults).toContainEqual({ what: 'chain-broken', seq: failed?.seq })
})

test('R37: the note about the courier goes with what was taken back', async () => {
  const delivery = await outForDelivery(world, 'kse', { arrived: true })
  const noted = async () =>
    (await world.dispatcher.must('GET', `/api/evidence/${delivery.courierId}`)).items.length
  await fail(delivery)
  await world.until(async () => (await noted()) === 1)
  await reopen(delivery)
  await world.until(async () => (await noted()) === 0)
})

test('R37: who was told that nobody was there hears that the courier is still there, with the same link', async () => {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  await fail(delivery)
  const texts = async () => (await world.messages(delivery.phone)).map(({ text }) => text)
  await world.until(async () => (await texts()).some((text) => /n'a pas été livré/.test(text)))
  await reopen(delivery)
  await world.until(async () => (await texts()).some((text) => /encore là/.test(text)))
})

test('R37: once another stop of the round was begun it is too late; before, and after going on there, it is not', async () => {
  const { stops } = await roundAtDoors(world, 'kse', 2, { arrived: false })
  const [first, second] = stops as [Delivery, Delivery]
  await arrive(first)
  await fail(first)
  expect(await reopen(first)).toMatchObject({ status: 200 })
  await fail(first, 'address')
  await arrive(second)
  expect(await reopen(first)).toMatchObject(TOO_LATE)
  // What was begun before the slip does not count.
  await fail(second, 'refused')
  expect(await reopen(second)).toMatchObject({ status: 200 })
})

test('R37: once the depot has the parcel it is too late, and another courier finds no stop', async () => {
  const delivery = await outForDelivery(world, 'kse', { arrived: true })
  await fail(delivery)
  const stranger = await outForDelivery(world, 'kse', { arrived: true })
  const foreign = await stranger.courier.post(stop(delivery, 'reopen'), {})
  expect(foreign).toMatchObject({ status: 404 })
  await depot.must('POST', '/api/depot/receive', { labels: delivery.labels })
  expect(await reopen(delivery)).toMatchObject(TOO_LATE)
})
