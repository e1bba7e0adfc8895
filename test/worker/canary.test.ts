import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from '../../scripts/client.ts'
import { startServer } from '../../scripts/server.ts'
import { type Listener, listen } from '../support/socket.ts'
import {
  contractFor,
  type Delivery,
  openLink,
  openWorld,
  outForDelivery,
  secretOf,
  type World,
} from '../support/world.ts'
import { atCounter } from './canary-counter.ts'
import { filesBelow, holdsBits, holdsDigits } from './needles.ts'
import { exchange, finish, scan } from './page.ts'

/** These digits are no secret. The searches must find them where they are known to be. */
const PLANTED = '48151'
const ADDRESS = { line1: `${PLANTED} quai Perrache`, city: 'Lyon', postcode: 'F-69', country: 'FR' }
const DRAWN = { strokes: [[[1, 2, 3]]], width: 300, height: 150 }

let world: World
let output = ''
/** Every byte that was answered to anybody but the recipients. */
let heard = ''
const sockets: Listener[] = []
const pins = new Set<string>()
const tried = new Set<string>()
const bits = new Set<string>()
let waybill = ''

/** Records every answer that this client gets from now on. */
function overhear(client: Client): Client {
  const send = client.send.bind(client)
  client.send = async (...request) => {
    const answer = await send(...request)
    heard += `${JSON.stringify([...answer.headers])}\n${answer.text}\n`
    return answer
  }
  return client
}

async function atDoor(profile: 'kse' | 'chronopost', given: object = {}): Promise<Delivery> {
  const recipient = { address: ADDRESS, email: 'camille@example.org' }
  const door = await outForDelivery(world, profile, { recipient, arrived: true, ...given })
  overhear(door.courier)
  const socket = await listen(world, `/api/stops/${door.id}/live`, door.courier.cookie)
  if (socket) sockets.push(socket)
  waybill = door.labels[0] ?? ''
  return door
}

/** Returns the newest secret of a delivery as its recipient has it. Its parts are searched for later. */
async function told(door: Delivery) {
  const secret = await secretOf(world, door.phone)
  const { phone, path } = await openLink(world, secret.link)
  const page = (await phone.get(path)).body
  for (const pin of [secret.pin, page.secret?.pin]) if (pin) pins.add(pin)
  if (page.secret?.qr) bits.add(page.secret.qr.split(':').at(-1))
  bits.add(secret.link.split('.').at(-1) ?? '')
  return { ...secret, qr: page.secret?.qr as string, phone, path }
}

const keep = (receipt: { qr: string[] }) => {
  for (const qr of receipt.qr) bits.add(qr.split(':').at(-1) ?? '')
}
const at = (door: Delivery, call: string, body: object = {}) =>
  door.courier.must('POST', `/api/stops/${door.id}/${call}`, body)

/** Opens the chats of a page's bots. What their deep links carry is a secret of the page. */
async function startChats(chats: { bot: string; url: string }[]) {
  for (const { bot, url } of chats) {
    const start = new URL(url).searchParams.get('start') ?? ''
    bits.add(start.split('-').at(-1) ?? '')
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ start })
    await fetch(`${world.phoneUrl}/bot/${bot}/start`, { method: 'POST', headers, body })
  }
}

/** Tries wrong codes of the same length. Each of them may be somebody else's code. */
async function wrongly(door: Delivery, right: string | null, times: number) {
  let last: { outcome: string } = { outcome: '' }
  for (let n = 0; n < times; n++) {
    const pin = String((Number(right) + 7919 * (n + 1)) % 10 ** (right?.length ?? 5)).padStart(
      right?.length ?? 5,
      '0',
    )
    tried.add(pin)
    last = await at(door, 'pin', { pin })
  }
  return last
}

async function day() {
  const byCode = await atDoor('kse')
  const code = await told(byCode)
  await wrongly(byCode, code.pin, 2)
  expect((await at(byCode, 'pin', { pin: code.pin })).outcome).toBe('handed-over')
  keep((await code.phone.get(code.path)).body.receipt)

  const byLink = await atDoor('kse', { parcels: 3 })
  const first = await told(byLink)
  await world.dispatcher.must('POST', `/api/shipments/${byLink.id}/resend`)
  await world.until(async () => (await secretOf(world, byLink.phone)).link !== first.link)
  const second = await told(byLink)
  await scan(second.phone, second.path, 'SOME-OTHER-LABEL')
  const { receipt } = await finish(second.phone, second.path, byLink.labels.slice(0, 2))
  keep(receipt)
  expect((await at(byLink, 'receipt', { code: receipt.qr[0] })).outcome).toBe('handed-over')

  const byIdentity = await atDoor('kse')
  await told(byIdentity)
  await at(byIdentity, 'send', { what: 'code' })
  await at(byIdentity, 'no-code')
  const checked = { documentType: 'passport', nameMatches: true, signature: DRAWN }
  expect((await at(byIdentity, 'identity', checked)).outcome).toBe('handed-over')
  await world.until(async () => (await world.messages(byIdentity.phone)).length >= 3)
  const news = await told(byIdentity)
  keep((await news.phone.get(news.path)).body.receipt)

  const byQr = await atDoor('chronopost')
  const shown = await told(byQr)
  expect((await at(byQr, 'qr', { code: shown.qr })).outcome).toBe('handed-over')

  const held = await atDoor('chronopost')
  const closed = await told(held)
  expect((await wrongly(held, closed.pin, 5)).outcome).toBe('held')
  expect((await at(held, 'pin', { pin: closed.pin })).outcome).toBe('closed')

  // Every channel, its reports, and a chat with a bot.
  const channels = ['sms', 'email', 'messenger', 'voice']
  const chatty = await atDoor('kse', { policy: { channels, moments: { released: channels } } })
  const spoken = await told(chatty)
  const { chats } = (await spoken.phone.get(spoken.path)).body
  await startChats(chats)
  await world.until(async () => {
    const { events } = (await world.dispatcher.get(`/api/shipments/${chatty.id}/events`)).body
    const types = events.map(({ type }: { type: string }) => type)
    return (
      types.includes('chat-joined') && types.filter((type: string) => type === 'message-reported').length > 4
    )
  })
  expect((await at(chatty, 'pin', { pin: spoken.pin })).outcome).toBe('handed-over')

  const counter = await atCounter({ world, atDoor, at, secretsOf: told, keep, overhear })

  const revealed = await atDoor('kse', { policy: { reveal: 'scan', door: ['pin', 'qr', 'link'] } })
  const hidden = await told(revealed)
  await scan(hidden.phone, hidden.path, revealed.labels[0] ?? '')
  await exchange(hidden.phone, hidden.link)
  const { secret } = (await hidden.phone.get(hidden.path)).body
  pins.add(secret.pin)
  bits.add(secret.qr.split(':').at(-1))
  return [byCode, byLink, byIdentity, byQr, held, revealed, chatty, ...counter]
}

/** Reads everything that a dispatcher and a shipper can read. */
async function readEverything(doors: Delivery[]) {
  const keys = await Promise.all(
    ['kse', 'chronopost'].map(async (profile) => {
      const contractId = await contractFor(world, profile as 'kse')
      const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'ERP', contractId })
      return { authorization: `Bearer ${key}` }
    }),
  )
  const shipper = overhear(new Client(world.url))
  for (const { id, roundId, courierId, courier } of doors) {
    for (const path of [
      `/api/shipments/${id}`,
      `/api/shipments/${id}/events`,
      `/api/shipments/${id}/label`,
    ]) {
      await world.dispatcher.get(path)
      for (const headers of keys) await shipper.send('GET', path, undefined, { headers })
    }
    for (const path of [`/api/rounds/${roundId}`, `/api/rounds/${roundId}/sheet`, `/api/people/${courierId}`])
      await world.dispatcher.get(path)
    for (const path of ['/api/round', `/api/stops/${id}`, `/api/deliveries/${id}`]) await courier.get(path)
  }
  const lists = [
    'shipments',
    'rounds',
    'alerts',
    'contracts',
    'people',
    'points',
    'providers',
    'violations',
    'evidence',
  ]
  for (const list of lists) await world.dispatcher.get(`/api/${list}`)
  await world.dispatcher.get('/api/violations?format=csv')
}

beforeAll(async () => {
  world = await openWorld(startServer, {
    gateways: 'all',
    onOutput: (text) => {
      output += text
    },
  })
  overhear(world.dispatcher)
  const doors = await day()
  await readEverything(doors)
  // Wait until the last message has left, because sending writes rows too.
  for (const door of doors)
    await world.until(async () => {
      const { events: all } = (await world.dispatcher.get(`/api/shipments/${door.id}/events`)).body
      // A reported violation sends nobody a message.
      const events = all.filter(({ type }: { type: string }) => type !== 'violation-suspected')
      return (
        ['message-sent', 'message-reported'].includes(events.at(-1).type) ||
        events.some(({ type }: { type: string }) => type === 'label-scanned')
      )
    })
})
afterAll(() => world?.close())

test('R4: the day had secrets of every kind, and the recipients got them', async () => {
  expect(pins.size).toBe(16)
  expect(bits.size).toBeGreaterThanOrEqual(26)
  // One code was revealed by a scan alone and is in no message (R7).
  const phone = JSON.stringify(await world.messages())
  expect([...pins].filter((pin) => holdsDigits(phone, pin)).length).toBe(15)
  expect([...bits].filter((one) => holdsBits(phone, one)).length).toBeGreaterThanOrEqual(7)
})

test('R4: nobody but the recipient is answered one, in a body, a header or a frame', () => {
  const frames = sockets.flatMap(({ frames: all }) => all).join('\n')
  expect(frames).toContain('handed-over')
  for (const where of [heard, frames]) {
    expect([...pins, ...tried].filter((pin) => holdsDigits(where, pin))).toEqual([])
    expect([...bits].filter((one) => holdsBits(where, one))).toEqual([])
  }
  // Premise: the searches find what these answers do contain.
  expect(holdsDigits(heard, PLANTED)).toBe(true)
  expect(heard).toContain(waybill)
})

test('R4: none is in what the server prints', () => {
  expect(output).toContain('/api/stops/')
  expect([...pins, ...tried].filter((pin) => holdsDigits(output, pin))).toEqual([])
  expect([...bits].filter((one) => holdsBits(output, one))).toEqual([])
})

test('R4: none is in any file of the state, nor a hash of one', () => {
  const files = filesBelow(join(world.state, 'wrangler'))
  const finds = (check: (bytes: string) => boolean) => files.filter(({ bytes }) => check(bytes)).length
  // Premise: the same searches find what is stored, in objects and in the index.
  expect(finds((bytes) => holdsDigits(bytes, PLANTED))).toBeGreaterThanOrEqual(6)
  expect(finds((bytes) => bytes.includes(waybill))).toBeGreaterThanOrEqual(2)
  for (const { name, bytes } of files) {
    expect(
      [...pins, ...tried].filter((pin) => holdsDigits(bytes, pin)),
      name,
    ).toEqual([])
    expect(
      [...bits].filter((one) => holdsBits(bytes, one)),
      name,
    ).toEqual([])
  }
})
