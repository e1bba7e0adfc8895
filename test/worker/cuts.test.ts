import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DURABLE_OPERATIONS } from '../../worker/operations/table.ts'
import { crash } from '../support/crash.ts'
import { forgive } from '../support/documented.ts'
import { type Killable, root, startKillable } from '../support/world.ts'
import { SCENES } from './cut-scenes.ts'

/** Within this time after a cut, and without another call, what was begun has to be whole or gone. */
const SETTLED_MS = 10_000
/** Scenes are set up this many at a time. */
const AT_ONCE = 3
/** This is more writes than any operation on two shipments makes. */
const CUTS_MAX = 16

interface Outcome {
  /** The number of writes made before the cut. */
  after: number
  answered: boolean
  stands: string
}

const sceneOf = (name: string) => (SCENES[name] as (typeof SCENES)[string])(world)
const settle = () => new Promise((resolve) => setTimeout(resolve, SETTLED_MS))

let world: Killable
const outcomes = new Map<string, Outcome[]>()

/** Cuts an operation before its first write, before its second, and so on, until it is not cut any more. */
async function cutEverywhere(name: string): Promise<void> {
  const left: (Omit<Outcome, 'stands'> & { stands: () => Promise<string> })[] = []
  for (let after = 0; after < CUTS_MAX; after++) {
    const { client, method = 'POST', path, body, stands } = await sceneOf(name)
    const headers = { 'x-cut': `${after} fail` }
    const { status } = await client.send(method, path, body, { headers })
    left.push({ after, answered: status < 300, stands })
    if (status < 300) break
  }
  await settle()
  const settled: Outcome[] = []
  for (const { stands, ...one } of left) settled.push({ ...one, stands: await stands() })
  outcomes.set(name, settled)
}

describe('every write of several stores, cut between any two of its steps', () => {
  beforeAll(async () => {
    world = await startKillable({ entry: join(root, 'test/cuts/worker.ts') })
    const names = Object.keys(SCENES)
    const worker = async () => {
      for (let name = names.shift(); name !== undefined; name = names.shift()) await cutEverywhere(name)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
  }, 600_000)
  afterAll(() => world?.close())

  test('every operation of the table is cut', () => {
    const cut = Object.keys(SCENES).map((name) => name.split(',')[0])
    expect([...new Set(cut)].sort()).toEqual([...Object.keys(DURABLE_OPERATIONS), 'announce'].sort())
  })

  test.each(Object.keys(SCENES))('R36: %s is whole or nothing, and whole from some step on', (name) => {
    const all = outcomes.get(name) ?? []
    // A cut before the first write leaves nothing, and the last run was not cut at all.
    expect(all[0]).toMatchObject({ answered: false, stands: 'nothing' })
    expect(all.at(-1)).toMatchObject({ answered: true, stands: 'whole' })
    for (const one of all) expect(['whole', 'nothing'], JSON.stringify(one)).toContain(one.stands)
    // From the first step after which the operation is completed by others, no later cut leaves nothing.
    const stands = all.map((one) => one.stands)
    expect(stands.slice(stands.indexOf('whole'))).not.toContain('nothing')
    console.log(`${name}: ${stands.join(', ')}`)
  })

  test('R36: five of them, and the runtime is killed: each is whole after the restart, by nobody’s call', async () => {
    const killed = ['make-round', 'dispatch-round', 'move-stop', 'receive-at-point', 'replace-tablet']
    const scenes = await Promise.all(killed.map(sceneOf))
    // The calls stop after four writes: the audit row, the alarm, the claim and one step.
    for (const { client, path, body } of scenes)
      client.send('POST', path, body, { headers: { 'x-cut': '4 hang' } }).catch(() => null)
    // The runtime itself answers for calls that hang.
    forgive(/500: not a documented type: null/)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await crash(world)
    await world.restart()
    await settle()
    const stands = await Promise.all(scenes.map((scene) => scene.stands()))
    expect(Object.fromEntries(killed.map((name, index) => [name, stands[index]]))).toEqual(
      Object.fromEntries(killed.map((name) => [name, 'whole'])),
    )
  })
})
