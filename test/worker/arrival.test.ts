import { beforeAll, expect, test } from 'vitest'
import { type Harness, sharedWorld } from '../support/harness.ts'
import { openLink, outForDelivery, secretOf } from '../support/world.ts'
import { scan } from './page.ts'

let world: Harness
beforeAll(async () => {
  world = await sharedWorld()
})

const ARRIVAL = { reveal: 'arrival' }
/** The announced address stands at 45.7442, 4.8215; a degree of latitude is 111 km. */
const DOOR = { lat: 45.7444, lon: 4.8215, accuracyM: 8 }
const STREETS_AWAY = { ...DOOR, lat: 45.7482 }

/** A delivery whose code shows at the arrival, with its recipient's page. */
async function delivery(recipient = {}) {
  const door = await outForDelivery(world, 'chronopost', { policy: ARRIVAL, recipient })
  const { link, pin } = await secretOf(world, door.phone)
  expect(pin).toBeNull()
  const { phone, path } = await openLink(world, link)
  const page = async () => (await phone.get(path)).body
  const stop = async () => (await door.courier.must('GET', `/api/stops/${door.id}`)).visitWords
  const inRound = async () => (await door.courier.must('GET', '/api/round')).stops[0].visitWords
  const arrive = (place?: object) =>
    door.courier.must('POST', `/api/stops/${door.id}/arrive`, {
      at: new Date().toISOString(),
      ...(place && { place }),
    })
  return { ...door, page, stop, inRound, arrive, recipient: { phone, path } }
}

test('R39: no message has a code; it shows at the door, with two words that the tablet is told at the arrival alone', async () => {
  const { page, stop, inRound, arrive, courier, id, phone } = await delivery()
  expect(await page()).toMatchObject({ reveal: 'arrival', arrivedAt: null })
  expect([(await page()).secret, (await page()).visitWords, await stop()]).toEqual([
    undefined,
    undefined,
    null,
  ])

  const key = crypto.randomUUID()
  const at = { at: new Date().toISOString(), place: DOOR }
  const { body } = await courier.post(`/api/stops/${id}/arrive`, at, key)
  expect(body).toEqual({
    outcome: 'done',
    visitWords: [expect.stringMatching(/^\p{L}+$/u), expect.any(String)],
  })
  // A repeated call is told them too, and the round never.
  expect((await courier.post(`/api/stops/${id}/arrive`, at, key)).body).toEqual(body)
  expect((await arrive(DOOR)).visitWords).toEqual(body.visitWords)
  expect([await stop(), await inRound()]).toEqual([body.visitWords, null])

  const { secret, visitWords } = await page()
  expect(visitWords).toEqual(body.visitWords)
  const messages = (await world.messages(phone)).map(({ text }) => text).join('\n')
  for (const word of [secret.pin, ...visitWords]) expect(messages).not.toContain(word)
  expect(await courier.must('POST', `/api/stops/${id}/pin`, { pin: secret.pin })).toMatchObject({
    outcome: 'handed-over',
  })
  expect([(await page()).visitWords, await stop()]).toEqual([undefined, null])
})

test('R39: three streets away, or without a place, the arrival counts and shows nothing; the label in the camera does', async () => {
  for (const place of [STREETS_AWAY, undefined]) {
    const { page, stop, arrive, labels, recipient } = await delivery()
    expect(await arrive(place)).toEqual({ outcome: 'done' })
    expect([(await page()).secret, await stop()]).toEqual([undefined, null])
    expect((await page()).arrivedAt).toMatch(/^20/)
    const seen = await scan(recipient.phone, recipient.path, labels[0] ?? '')
    expect(seen.body.outcome).toBe('match')
    const { secret, visitWords } = await page()
    expect(secret.pin).toMatch(/^\d{6}$/)
    expect(await stop()).toEqual(visitWords)
  }
})

test('R39: where the address has no coordinates any arrival shows code and words, in the recipient’s language', async () => {
  const address = { line1: 'Лесная ул., 7', city: 'Москва', postcode: '127055', country: 'RU' }
  const { page, arrive } = await delivery({ locale: 'ru', address })
  const { visitWords } = await arrive()
  for (const word of visitWords) expect(word).toMatch(/^[а-яё]+$/)
  expect(await page()).toMatchObject({ visitWords, secret: { pin: expect.any(String) } })
})
