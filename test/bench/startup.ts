import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../support/bundle.ts'
import { freePort } from '../support/free-port.ts'
import { startRuntime } from '../support/runtime.ts'
import { emptyState } from '../support/state.ts'
import { root } from '../support/world.ts'

/** The CPU time that a start of the Worker may take, in ms. The platform refuses more than a second. */
const LIMIT_MS = 50
const RUNS = 15
const EMPTY = `export default { fetch() { return new Response() } }
export class Shipment {}
export class Person {}
export class Webhook {}
export class Quota {}`

/** Returns the id of the runtime that a process started. */
function runtimeOf(parent: number | undefined): string {
  const found = readdirSync('/proc').find((pid) => {
    try {
      const name = readFileSync(`/proc/${pid}/comm`, 'utf8')
      const [, parentId] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
      return name.startsWith('workerd') && parentId === String(parent)
    } catch {
      // This is no process, or it ended in between.
      return false
    }
  })
  if (!found) throw new Error('the runtime is not there')
  return found
}

/** Starts a bundle in a fresh runtime and returns the CPU time until it answers, in ms. */
async function startOf(out: string, folder: string): Promise<number> {
  const state = mkdtempSync(join(folder, 'state-'))
  await emptyState(root, state)
  const server = await startRuntime(root, { out, port: await freePort(), state, vars: {}, web: false })
  try {
    const pid = runtimeOf(server.process.pid)
    // The main thread compiles and evaluates; what the others do at the same time varies by more than that.
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } finally {
    await server.stop()
  }
}

const median = (times: number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN

/**
 * Prints what the bundle adds to the start of the platform's runtime: the median of several starts beside that of as many
 * with an empty Worker, in CPU time. What is loaded when something needs it is not in it. Returns false when that is
 * above its bound. It reads Linux's /proc.
 */
export async function benchStartup(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'sesame-startup-'))
  try {
    const ours = bundle(root)
    const empty = join(folder, 'empty')
    cpSync(ours, empty, { recursive: true })
    writeFileSync(join(empty, 'index.js'), EMPTY)
    const times = { ours: [] as number[], empty: [] as number[] }
    for (let run = 0; run < RUNS; run++) {
      times.ours.push(await startOf(ours, folder))
      times.empty.push(await startOf(empty, folder))
    }
    const [withOurs, withEmpty] = [median(times.ours), median(times.empty)]
    const ms = Math.round(withOurs - withEmpty)
    // One such sign doubles the memory of the whole source and makes it half as long again to compile.
    const wide = /[^\0-\xff]/.test(readFileSync(join(ours, 'index.js'), 'utf8'))
    if (wide)
      console.log('OVER the bundle has signs beyond Latin-1, in regular expressions: write them as \\u…')
    const within = ms <= LIMIT_MS && !wide
    const ratio = (withOurs / withEmpty).toFixed(2)
    console.log(
      `${within ? 'ok  ' : 'OVER'} ${'Worker start beside an empty one (CPU)'.padEnd(42)} ${ms} of ${LIMIT_MS} ms (${ratio} times)`,
    )
    return within
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) process.exitCode = (await benchStartup()) ? 0 : 1
