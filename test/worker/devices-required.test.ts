import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client, invitationUrl } from '../../scripts/client.ts'
import { Device } from '../../scripts/device.ts'
import { type Harness, startWorld } from '../support/harness.ts'

let world: Harness
beforeAll(async () => {
  world = await startWorld({ vars: { DEVICES: 'required' } })
})
afterAll(() => world?.close())

test('R40: where devices are required, an invitation without one is refused and stays good', async () => {
  const { token } = await invitationUrl(world.url, world.signingKey, 'dispatcher', { name: 'Ann' })
  const client = new Client(world.url)
  const refused = await client.post('/api/session', { token })
  expect([refused.status, refused.body.errors]).toEqual([400, [{ field: 'device', code: 'required' }]])
  client.device = new Device()
  expect((await client.post('/api/session', { token, device: client.device.given })).status).toBe(201)
  expect((await client.get('/api/contracts')).status).toBe(200)
})
