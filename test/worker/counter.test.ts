import { beforeAll, expect, test } from 'vitest'
import { heldAtPoint } from '../support/counter.ts'
import { sharedWorld } from '../support/harness.ts'
import { openLink, secretOf, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await sharedWorld()
})

test('R28: after NL the door’s code is dead; the point’s receipt tells a new one that issues the parcel', async () => {
  const held = await heldAtPoint(world, 'kse')
  const told = (await world.messages(held.phone)).map(({ text }) => text).find((text) => /код/.test(text))
  const door = { pin: /код\D*(\d{5})/i.exec(told ?? '')?.[1] ?? '' }
  const hold = `/api/holds/${held.id}`
  const early = await held.clerk.post(`${hold}/pin`, { pin: door.pin, labels: held.labels })
  expect(early).toMatchObject({ status: 409, body: { code: 'not-received' } })
  const received = await held.clerk.must('POST', '/api/holds/receive', { labels: held.labels, shelf: 'A3' })
  expect(received.items).toMatchObject([{ outcome: 'expected', shipmentId: held.id }])
  const ready = await world.until(async () => {
    const secret = await secretOf(world, held.phone)
    return secret.pin && secret.pin !== door.pin ? secret : null
  })
  const old = await held.clerk.must('POST', `${hold}/pin`, { pin: door.pin, labels: held.labels })
  expect(old).toEqual({ outcome: 'wrong', left: 4 })
  const issued = await held.clerk.must('POST', `${hold}/pin`, { pin: ready.pin, labels: held.labels })
  expect(issued).toEqual({ outcome: 'handed-over', code: 'PIN' })
  const view = await world.dispatcher.must('GET', `/api/shipments/${held.id}`)
  expect(view).toMatchObject({ state: 'handed-over', attempts: { evaluated: 0 } })
})

test('R28: issue by link: the recipient’s phone and the clerk’s scan of the same label', async () => {
  const held = await heldAtPoint(world, 'kse', { received: true })
  const { link } = await world.until(async () => {
    const messages = await world.messages(held.phone)
    return (
      messages.some(({ text }) => / до \d\d\.\d\d\.|disposition|collected/.test(text)) &&
      secretOf(world, held.phone)
    )
  })
  const { phone, path } = await openLink(world, link)
  const [label] = held.labels
  await phone.must('POST', `${path}/scan`, { label, by: 'camera' })
  await phone.must('POST', `${path}/confirm`, { noClaims: true })
  const signature = { typedName: 'Camille Renaud' }
  expect(await phone.must('POST', `${path}/finish`, { signature })).toEqual({ outcome: 'waiting' })
  const issued = await held.clerk.must('POST', `/api/holds/${held.id}/scan`, { labels: held.labels })
  expect(issued).toEqual({ outcome: 'handed-over', code: 'LINK' })
  expect(await phone.must('GET', path)).toMatchObject({ state: 'handed-over', receipt: { proof: 'link' } })
})
