import { beforeAll, expect, test } from 'vitest'
import { evaluated, eventsOf, expectUnbroken, ofType, pinOf, tryPin, wrongPins } from '../support/door.ts'
import { sharedWorld } from '../support/harness.ts'
import { openLink, outForDelivery, secretOf, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

const MANY = 200
const outcomes = (answers: Awaited<ReturnType<typeof tryPin>>[], outcome: string) =>
  answers.filter(({ body }) => body.outcome === outcome)

/**
 * Returns everything in an answer by which a courier's tablet could tell two apart. The date is left out,
 * because it says nothing about the code.
 */
function visible({ status, text, headers }: { status: number; text: string; headers: Headers }) {
  return { status, text, headers: [...headers].filter(([name]) => name !== 'date') }
}

test('R12: of 200 wrong codes at once exactly five are evaluated, and the fifth is the hold', async () => {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  const pin = await pinOf(world, delivery)
  const answers = await Promise.all(wrongPins(pin, MANY).map((wrong) => tryPin(delivery, wrong)))

  expect(answers.every(({ status }) => status === 200)).toBe(true)
  const left = outcomes(answers, 'wrong').map(({ body }) => body.left)
  expect(left.sort()).toEqual([1, 2, 3, 4])
  const held = outcomes(answers, 'held')
  expect(held).toHaveLength(1)
  expect(held[0]?.body).toMatchObject({ code: 'NL', point: { kind: 'point' } })
  const closed = outcomes(answers, 'closed')
  expect(closed).toHaveLength(MANY - 5)
  expect(new Set(closed.map(({ text }) => text))).toEqual(new Set(['{"outcome":"closed"}']))

  const events = await eventsOf(world, delivery.id)
  expect(ofType(events, 'code-refused').map(({ data }) => data.left)).toEqual([4, 3, 2, 1, 0])
  expect(events.filter(({ code }) => code !== undefined).map(({ code }) => code)).toEqual(['NL'])
  expectUnbroken(events)
})

test('R12: once closed, the right code is answered byte for byte like a wrong one', async () => {
  for (const profile of ['chronopost', 'kse'] as const) {
    const delivery = await outForDelivery(world, profile, { arrived: true })
    const pin = await pinOf(world, delivery)
    for (const wrong of wrongPins(pin, 5)) await tryPin(delivery, wrong)
    const before = await eventsOf(world, delivery.id)
    const right = await tryPin(delivery, pin)
    const [wrong = ''] = wrongPins(pin, 1)
    expect(visible(right)).toEqual(visible(await tryPin(delivery, wrong)))
    expect(right.text).toBe('{"outcome":"closed"}')
    // Messages may have left meanwhile, but the codes added nothing to the log.
    const after = await eventsOf(world, delivery.id)
    expect(after.filter(({ type }) => type !== 'message-sent')).toEqual(
      before.filter(({ type }) => type !== 'message-sent'),
    )
  }
})

test('R12: the right code among 199 wrong ones: handed over or held, never both', async () => {
  for (let round = 0; round < 16; round++) {
    const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
    const pin = await pinOf(world, delivery)
    const pins = wrongPins(pin, MANY - 1)
    pins.splice((round * 13) % MANY, 0, pin)
    const answers = await Promise.all(pins.map((one) => tryPin(delivery, one)))
    const handed = outcomes(answers, 'handed-over')
    const held = outcomes(answers, 'held')
    expect(handed.length + held.length).toBe(1)
    if (handed[0]) expect(handed[0].body).toEqual({ outcome: 'handed-over', code: 'D7' })
    const others = MANY - 1 - outcomes(answers, 'wrong').length
    expect(outcomes(answers, 'closed')).toHaveLength(others)

    const events = await eventsOf(world, delivery.id)
    const codes = events.flatMap(({ code }) => code ?? [])
    expect(codes).toEqual([handed.length > 0 ? 'D7' : 'NL'])
    expect(evaluated(events)).toBeLessThanOrEqual(5)
    expect(ofType(events, 'code-refused').length).toBe(outcomes(answers, 'wrong').length + held.length)
    expectUnbroken(events)
  }
})

test('R12: under identity the fifth wrong code of 200 leaves the phone and the identity check', async () => {
  const delivery = await outForDelivery(world, 'kse', { arrived: true })
  const { link, pin } = await secretOf(world, delivery.phone)
  const answers = await Promise.all(wrongPins(pin ?? '', MANY).map((wrong) => tryPin(delivery, wrong)))
  const left = outcomes(answers, 'wrong').map(({ body }) => body.left)
  expect(left.sort()).toEqual([1, 2, 3, 4])
  expect(outcomes(answers, 'identity').map(({ text }) => text)).toEqual(['{"outcome":"identity","left":0}'])
  expect(outcomes(answers, 'closed')).toHaveLength(MANY - 5)
  const events = await eventsOf(world, delivery.id)
  expect(evaluated(events)).toBe(5)
  expect(ofType(events, 'held')).toEqual([])
  expectUnbroken(events)

  const noCode = await delivery.courier.post(`/api/stops/${delivery.id}/no-code`)
  expect(noCode).toMatchObject({ status: 200, body: { outcome: 'identity' } })
  const { phone, path } = await openLink(world, link)
  const page = await phone.must('GET', path)
  expect(page.secret).toBeUndefined()
  await phone.must('POST', `${path}/scan`, { label: delivery.labels[0], by: 'camera' })
  await phone.must('POST', `${path}/confirm`, { noClaims: true })
  const done = await phone.must('POST', `${path}/finish`, { signature: { typedName: 'Camille Renaud' } })
  expect(done).toMatchObject({ outcome: 'handed-over', code: 'LINK' })
})

test('R12: a resend between tries gives no attempt back and ends the old link', async () => {
  const delivery = await outForDelivery(world, 'chronopost', { arrived: true })
  const { link: old, pin } = await secretOf(world, delivery.phone)
  const wrong = wrongPins(pin ?? '', 5)
  expect((await tryPin(delivery, wrong[0]!)).body).toEqual({ outcome: 'wrong', left: 4 })
  expect((await tryPin(delivery, wrong[1]!)).body).toEqual({ outcome: 'wrong', left: 3 })
  const owner = await openLink(world, old)
  await world.dispatcher.must('POST', `/api/shipments/${delivery.id}/resend`, {})
  const { link } = await world.until(async () => {
    const secret = await secretOf(world, delivery.phone)
    return secret.link === old ? null : secret
  })

  const dead = await owner.phone.post('/api/session', { token: old.split('#')[1] })
  expect(dead).toMatchObject({ status: 410, body: { code: 'link-superseded' } })
  expect(await owner.phone.get(owner.path)).toMatchObject({ status: 410, body: { code: 'link-superseded' } })
  const { phone, path } = await openLink(world, link)
  expect((await phone.get(path)).status).toBe(200)

  expect((await tryPin(delivery, wrong[2]!)).body).toEqual({ outcome: 'wrong', left: 2 })
  expect((await tryPin(delivery, wrong[3]!)).body).toEqual({ outcome: 'wrong', left: 1 })
  expect((await tryPin(delivery, wrong[4]!)).body).toMatchObject({ outcome: 'held', code: 'NL' })
  expect(evaluated(await eventsOf(world, delivery.id))).toBe(5)
})
