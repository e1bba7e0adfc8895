import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld } from '../support/harness.ts'
import type { World } from '../support/world.ts'

// This deployment's messenger is a gateway that carries codes and nothing else.
let world: World
beforeAll(async () => {
  const vars = {
    MESSENGER_PROTOCOL: 'telegram-gateway',
    MESSENGER_URL: 'http://127.0.0.1:1',
    MESSENGER_PASSWORD: 'token',
  }
  world = await startWorld({ vars })
})
afterAll(() => world?.close())

const save = (id: string, policy: object) =>
  world.dispatcher.send('PUT', `/api/contracts/${id}`, { name: 'Maison Test', profile: 'kse', policy })

test('R39: a channel that carries codes only is refused on save unless the message tells one', async () => {
  for (const reveal of ['scan', 'arrival']) {
    const refused = await save(`r-${reveal}`, { reveal })
    expect([refused.status, refused.body.errors]).toEqual([
      400,
      [{ field: 'policy.channels', code: 'codes-only' }],
    ])
    const without = { reveal, channels: ['sms', 'email'] }
    expect((await save(`w-${reveal}`, without)).status).toBe(201)
  }
  expect((await save('message', { reveal: 'message' })).status).toBe(201)
})
