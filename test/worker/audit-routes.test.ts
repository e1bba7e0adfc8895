import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { Client, signIn } from '../../scripts/client.ts'
import { Device } from '../../scripts/device.ts'
import type { AuditLine } from '../../worker/api/people/answers.ts'
import { sharedWorld } from '../support/harness.ts'
import type { World } from '../support/world.ts'
import { ASKING, MATRIX } from './matrix.ts'
import { addressOf, WRITE_ROUTES } from './write-routes.ts'
import { withViolation } from './write-routes-returns.ts'
import { type Scene, setScene } from './write-scene.ts'

/** The writes that a dispatcher's session may make, whoever else may make them too. */
const WRITES = WRITE_ROUTES.filter(({ method, path }) => {
  const row = MATRIX.find((one) => one.method === method && one.path === path)
  return row !== undefined && !['401', '403'].includes(row.expected.dispatcher)
})

const asks = ({ method, path }: { method: string; path: string }) => ASKING.includes(`${method} ${path}`)

const id = randomUUID()
let world: World
let scene: Scene
let client: Client
beforeAll(async () => {
  world = await sharedWorld()
  scene = await withViolation(await setScene(world))
  client = new Client(world.url)
  client.device = new Device()
  await signIn(world.url, world.signingKey, 'dispatcher', { subject: id, name: 'Nadia' }, client)
})

/** Returns the dispatcher's new audit lines, newest first. */
async function since(known: ReadonlySet<string>): Promise<AuditLine[]> {
  const { items }: { items: AuditLine[] } = await world.dispatcher.must('GET', `/api/audit?person=${id}`)
  return items.filter((line) => !known.has(line.id))
}

test.each(
  WRITES.filter((route) => !asks(route)).map((route) => [`${route.method} ${route.path}`, route] as const),
)('R15: every write of a dispatcher leaves one row, and is one by its route: %s', async (_name, route) => {
  const known = new Set((await since(new Set())).map((line) => line.id))
  const { status } = await client.send(route.method, addressOf(route, scene), route.body(scene))
  expect(status).toBeLessThan(500)
  expect(await since(known)).toMatchObject([
    { method: route.method, route: route.path, status, personName: 'Nadia' },
  ])
  // A refused form is recorded as well, although it was not read.
  const also = new Set((await since(new Set())).map((line) => line.id))
  const refused = await client.send(route.method, addressOf(route, scene), { canary: 'Camille' })
  const [line] = await since(also)
  expect(line).toMatchObject({ route: route.path, status: refused.status })
  expect(JSON.stringify(line)).not.toContain('Camille')
})

test.each(WRITES.filter(asks).map((route) => [`${route.method} ${route.path}`, route] as const))(
  'what is only asked leaves none: %s',
  async (_name, route) => {
    const known = new Set((await since(new Set())).map((line) => line.id))
    expect((await client.send(route.method, addressOf(route, scene), route.body(scene))).status).toBe(200)
    expect(await since(known)).toEqual([])
  },
)
