import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newRun, seed } from '../../scripts/seed/seed.ts'
import { portFree } from '../../scripts/server.ts'
import { freePort } from '../support/free-port.ts'
import { startWorld } from '../support/harness.ts'
import { root, until, type World } from '../support/world.ts'

/** Counts the processes whose arguments name a folder. */
const processesOf = (folder: string) =>
  execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder)).length

test.each([
  ['while it starts', 'starting', 700],
  ['while it starts, later', 'starting', 2500],
  ['when it is up', 'up', 0],
])(
  'whoever started a server is killed %s: nothing of it is left, and its port is free',
  async (_when, said, ms) => {
    const state = mkdtempSync(join(tmpdir(), 'sesame-parent-'))
    const port = await freePort()
    const script = join(root, 'test/node/fixtures/server-parent.ts')
    const parent = spawn(process.execPath, [script, String(port), state], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await new Promise<void>((resolve) =>
      parent.stdout.on('data', (text) => String(text).includes(said) && resolve()),
    )
    await new Promise((resolve) => setTimeout(resolve, ms))
    expect(processesOf(state)).toBeGreaterThan(0)
    parent.kill('SIGKILL')
    await until(async () => processesOf(state) === 0 && (await portFree(port)))
    rmSync(state, { recursive: true, force: true })
  },
)

describe('the day that is seeded', () => {
  let world: World
  const ask = globalThis.fetch
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(async () => {
    globalThis.fetch = ask
    await world?.close()
  })

  test('cut off anywhere and begun again, it is one day', async () => {
    const run = newRun()
    for (const calls of [9, 25, 41, 44, 52, 60]) {
      let left = calls
      globalThis.fetch = (...given) => (left-- > 0 ? ask(...given) : Promise.reject(new Error('killed')))
      await expect(seed(world.url, world.signingKey, run)).rejects.toThrow('killed')
    }
    globalThis.fetch = ask
    const day = await seed(world.url, world.signingKey, run)
    expect([day.couriers.length, day.points.length, day.dispatchers]).toEqual([2, 2, run.dispatchers])
    const list = async (path: string) => (await world.dispatcher.must('GET', path)).items
    const waybills = (await list('/api/shipments')).map(({ waybill }: { waybill: string }) => waybill)
    expect(new Set(waybills).size).toBe(waybills.length)
    expect(await list('/api/people?role=courier')).toHaveLength(2)
    expect(await list('/api/providers')).toHaveLength(2)
    const rounds = await list('/api/rounds')
    expect(rounds.map(({ state }: { state: string }) => state)).toEqual(['dispatched', 'dispatched'])
    const again = await seed(world.url, world.signingKey, run)
    expect(again).toEqual(day)
    expect(await list('/api/shipments')).toHaveLength(waybills.length)
  })
})
