import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventsOf, ofType } from '../support/door.ts'
import { startWorld } from '../support/harness.ts'
import { openLink, outForDelivery, secretOf, type World } from '../support/world.ts'

// Every gateway, with reports that the providers send by themselves, and both bots.
let world: World
beforeAll(async () => {
  world = await startWorld({ gateways: 'all' })
})
afterAll(() => world?.close())

async function setting(path: 'reports' | 'outage', channel: string, mode: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ channel, mode })
  expect((await fetch(`${world.phoneUrl}/${path}`, { method: 'POST', headers, body })).status).toBe(200)
}
/** Runs with one gateway misbehaving, which is over afterwards. */
async function during<T>(path: 'reports' | 'outage', channel: string, mode: string, run: () => Promise<T>) {
  await setting(path, channel, mode)
  try {
    return await run()
  } finally {
    await setting(path, channel, path === 'outage' ? 'off' : 'delivered')
  }
}

const SMS_LAST = { cascade: { channels: ['messenger', 'sms'], waitS: 30 } }
const road = (policy: object = {}, recipient: Record<string, unknown> = {}) =>
  outForDelivery(world, 'kse', { policy, recipient })
const outcomes = async (id: string) =>
  ofType(await eventsOf(world, id), 'message-reported').map(({ data }) => `${data.channel} ${data.outcome}`)
const channelsOf = async (phone: string) => (await world.messages(phone)).map(({ channel }) => channel)
const settled = (id: string, count: number) =>
  world.until(async () => (await outcomes(id)).length >= count && outcomes(id))

test('R38: providers report the delivery by themselves', async () => {
  const { id } = await road()
  expect((await settled(id, 2)).sort()).toEqual(['messenger delivered', 'sms delivered'])
})

test('R38: reports that are doubled or out of order say once what is true; a forged one says nothing', async () => {
  const doubled = await during('reports', 'sms', 'doubled', async () => {
    const { id } = await road({ channels: ['sms'], moments: { released: ['sms'] } })
    return settled(id, 1)
  })
  expect(doubled).toEqual(['sms delivered'])
  const reversed = await during('reports', 'sms', 'reversed', async () => {
    const { id } = await road({ channels: ['sms'], moments: { released: ['sms'] } })
    return settled(id, 2)
  })
  expect(reversed).toEqual(['sms undelivered', 'sms delivered'])
  await during('reports', 'sms', 'forged', async () => {
    const { id } = await road({ channels: ['sms'], moments: { released: ['sms'] } })
    await world.until(async () => ofType(await eventsOf(world, id), 'message-sent').length > 0)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(await outcomes(id)).toEqual([])
  })
})

test('R5: a cascade ends with the first channel that delivers, and goes on from one that does not', async () => {
  const cheap = await road(SMS_LAST)
  expect(await settled(cheap.id, 1)).toEqual(['messenger delivered'])
  expect(await channelsOf(cheap.phone)).toEqual(['messenger'])
  await during('reports', 'messenger', 'undelivered', async () => {
    const lost = await road(SMS_LAST)
    expect(await settled(lost.id, 2)).toEqual(['messenger undelivered', 'sms delivered'])
    const told = await secretOf(world, lost.phone)
    const [first, second] = (await world.messages(lost.phone)).map(({ text }) => text)
    // Both steps carry the same code and the same link.
    for (const text of [first, second]) {
      expect(text).toContain(told.pin)
      expect(text).toContain(told.link)
    }
  })
})

test('R5: a cascade passes over a provider that refuses, and the dispatcher is not alerted', async () => {
  const { id, phone } = await during('outage', 'messenger', 'failed', async () => {
    const door = await road(SMS_LAST)
    await settled(door.id, 1)
    return door
  })
  expect(await channelsOf(phone)).toEqual(['sms'])
  const { items } = await world.dispatcher.must('GET', '/api/alerts')
  expect(items.filter((item: { shipmentId: string }) => item.shipmentId === id)).toEqual([])
})

test('R5, R38: a landline is called, and hears its code digit by digit', async () => {
  const channels = ['sms', 'voice']
  const policy = { channels, moments: { released: channels, held: channels, receipt: channels } }
  const phone = '+33144556677'
  const { id } = await road(policy, { phone })
  expect(await settled(id, 1)).toEqual(['voice delivered'])
  const [call, ...more] = await world.messages(phone)
  expect(more).toEqual([])
  expect(call?.channel).toBe('voice')
  expect(call?.text).toMatch(/(\d, ){4}\d/)
  const shipment = await world.dispatcher.must('GET', `/api/shipments/${id}`)
  expect(shipment.reach).toEqual({ sms: false, email: false, voice: true })
})

/** Opens a bot's chat as its messenger does. Returns the chat's address. */
async function startChat(bot: string, url: string): Promise<string> {
  const start = new URL(url).searchParams.get('start')
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ start })
  return (await (await fetch(`${world.phoneUrl}/bot/${bot}/start`, { method: 'POST', headers, body })).json())
    .to
}

const typesOf = async (id: string) => (await eventsOf(world, id)).map(({ type }) => type)

test.each(['telegram', 'max'])(
  'R9: the %s bot is joined, told on the announced contact, and ended',
  async (bot) => {
    const door = await road(SMS_LAST)
    const { pin, link } = await secretOf(world, door.phone)
    const { phone, path } = await openLink(world, link)
    const { chats } = (await phone.get(path)).body
    const { url } = chats.find((chat: { bot: string }) => chat.bot === bot)
    const chat = await startChat(bot, url)
    const [hello] = await world.until(async () => {
      const messages = await world.messages(chat)
      return messages.length > 0 && messages
    })
    expect(hello?.text).toMatch(/\/r#/)
    await world.until(async () =>
      (await world.messages(door.phone)).some(({ channel, text }) => channel === 'sms' && /\/r#/.test(text)),
    )
    expect((await phone.get(path)).body.chat).toBe(bot)
    // Opened once more it is the same chat, and nobody is told again.
    await startChat(bot, url)
    await world.dispatcher.must('POST', `/api/shipments/${door.id}/resend`)
    await world.until(async () => (await world.messages(chat)).length === 2)
    const texts = (await world.messages(chat)).map(({ text }) => text).join(' ')
    expect(pin).toMatch(/^\d{5}$/)
    expect(texts).not.toContain(pin)
    expect(ofType(await eventsOf(world, door.id), 'chat-joined')).toHaveLength(1)
    const again = await openLink(
      world,
      (await world.messages(chat)).at(-1)?.text.match(/https?:\S+\/r#\S+/)?.[0] ?? '',
    )
    await again.phone.must('POST', `${again.path}/chat/end`, {})
    expect((await again.phone.get(again.path)).body.chat).toBeUndefined()
    expect(await typesOf(door.id)).toContain('chat-ended')
  },
)

test('R25: a deep link that is dead or made up joins nothing, and the bot says so', async () => {
  const door = await road(SMS_LAST)
  const { phone, path } = await openLink(world, (await secretOf(world, door.phone)).link)
  const [{ bot, url }] = (await phone.get(path)).body.chats
  await world.dispatcher.must('POST', `/api/shipments/${door.id}/resend`)
  await world.until(
    async () => (await phone.get(path)).status !== 200 || (await phone.get(path)).body.superseded,
  )
  for (const dead of [url, `${url}x`, url.replace(/start=.{14}/, `start=${'Z'.repeat(14)}`)]) {
    const chat = await startChat(bot, dead)
    await world.until(async () => (await world.messages(chat)).length === 1)
  }
  expect(await typesOf(door.id)).not.toContain('chat-joined')
})

test('R9: a call to a bot that its messenger did not make is refused', async () => {
  const body = JSON.stringify({ message: { chat: { id: 1, type: 'private' }, text: '/start x' } })
  const call = (bot: string, secret: string) => {
    const headers = { 'x-telegram-bot-api-secret-token': secret }
    return fetch(`${world.url}/api/bots/${bot}`, { method: 'POST', headers, body })
  }
  expect((await call('telegram', 'guessed')).status).toBe(401)
  expect((await call('telegram', '')).status).toBe(401)
  expect((await call('whatsapp', 'guessed')).status).toBe(404)
})

test('R5: a bot that its owner blocked is a reason: the chat ends, and the SMS goes out', async () => {
  const door = await road(SMS_LAST)
  const { phone, path } = await openLink(world, (await secretOf(world, door.phone)).link)
  const [{ bot, url }] = (await phone.get(path)).body.chats
  const chat = await startChat(bot, url)
  await world.until(async () => (await world.messages(chat)).length === 1)
  await during('outage', 'messenger', 'failed', async () => {
    await world.dispatcher.must('POST', `/api/shipments/${door.id}/resend`)
    await world.until(async () => (await typesOf(door.id)).includes('chat-ended'))
    await world.until(async () => (await channelsOf(door.phone)).at(-1) === 'sms')
  })
  expect(await world.messages(chat)).toHaveLength(1)
})
