import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/**
 * npm run test:long: what takes too long for every change. Histories from a seed, kills of the running system, and the
 * variants with a bug in them, which have to be found; and the sweeps. Kills wait more than they work, so all else runs
 * beside them; the planted bugs strike seldom on a busy machine and have it to themselves. The closing line has the sum.
 */
const root = join(import.meta.dirname, '..')
type Step = [name: string, ...args: string[]]
/** The turns run one after another; the lanes of a turn side by side, and the steps of a lane one after another. */
const TURNS: Step[][][] = [
  [
    [['crashes', 'test/crash/run.ts', '--kills', '100']],
    [
      ['histories', 'test/simulate/run.ts', '--runs', '20000'],
      ['sweeps', 'scripts/test.ts', '--sweeps'],
    ],
  ],
  [[['planted bugs', 'test/crash/run.ts', '--planted']]],
]

interface Outcome {
  passed: number
  failed: number
}

/** Runs a step and shows its lines under its name; its closing line says how much of it passed. */
async function run([name, ...args]: Step): Promise<Outcome> {
  const start = performance.now()
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let last = ''
  createInterface(child.stdout).on('line', (line) => {
    console.log(`${name}: ${line}`)
    if (line !== '') last = line
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  const [, passed = 0, failed = 0] = /^(\d+) passed, (\d+) failed$/.exec(last) ?? []
  // A step that ended without its closing line showed nothing to hold.
  const outcome = { passed: Number(passed), failed: Number(failed) || (code === 0 && passed ? 0 : 1) }
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  const word = outcome.failed === 0 ? 'ok  ' : 'FAIL'
  console.log(`${word} ${name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`)
  return outcome
}

const outcomes: Outcome[] = []
for (const lanes of TURNS)
  await Promise.all(
    lanes.map(async (lane) => {
      for (const step of lane) outcomes.push(await run(step))
    }),
  )
const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((all, one) => all + count(one), 0)
const failed = sum((outcome) => outcome.failed)
console.log(`\n${sum((outcome) => outcome.passed)} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
