import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildLazy } from './build-lazy.ts'
import { buildWeb } from './build-web.ts'
import { ensureLocalKeys } from './local-keys.ts'
import { SWEEPS } from './suites.ts'

/**
 * npm test: every check one after another, none skipped because an earlier one failed, and a closing line with
 * the sum. `--quick` (npm run check) leaves out what needs a browser or a running Worker, and random histories. Words
 * (`npm test -- door`) run the files whose name holds one of them, wherever they are, and nothing else. `--sweeps` runs
 * what is left to npm run test:long, and nothing else.
 */
const root = join(import.meta.dirname, '..')
const quick = process.argv.includes('--quick')
const sweeps = process.argv.includes('--sweeps')
const words = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const bin = (name: string) => join(root, 'node_modules', '.bin', name)

interface Outcome {
  passed: number
  failed: number
}

/** A command that is one check: it passes or fails as a whole, and shows its output only when it fails. */
function check(command: string, args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd: root, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) process.stdout.write(`${stdout}${stderr}`)
      resolve({ passed: error ? 0 : 1, failed: error ? 1 : 0 })
    })
  })
}

const CHECKS: [command: string, ...args: string[]][] = [
  [bin('tsc'), '-b'],
  [bin('biome'), 'check', '--error-on-warnings', '.'],
  [bin('knip')],
  [process.execPath, join(root, 'scripts/rooms.ts')],
]

/** Runs checks at the same time, because most of them keep one core busy. */
async function all(checks: typeof CHECKS): Promise<Outcome> {
  const outcomes = await Promise.all(checks.map(([command, ...args]) => check(command, args)))
  const failed = outcomes.filter((outcome) => outcome.failed > 0).length
  return { passed: outcomes.length - failed, failed }
}

/** What takes long because it is tried on thousands of histories. */
const BY_CHANCE = ['**/properties-*.test.ts', '**/simulate.test.ts', '**/label-histories.test.ts']

/**
 * The tests of some projects, without the files in `except`, or of those files whose names hold one of the `filters`,
 * counted one by one.
 */
async function tests(
  projects: string[],
  { filters = [], except = [], workers }: { filters?: string[]; except?: string[]; workers?: number } = {},
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'sesame-report-'))
  const file = join(folder, 'report.json')
  const named = projects.flatMap((project) => ['--project', project])
  const left = except.flatMap((pattern) => ['--exclude', pattern])
  const reports = ['--reporter=dot', '--reporter=json', `--outputFile=${file}`]
  const args = ['run', ...filters, ...named, ...left, ...reports]
  // Left to itself the runner keeps a core for whoever watches.
  if (workers) args.push(`--maxWorkers=${workers}`)
  const code = await new Promise<number>((resolve) => {
    spawn(bin('vitest'), args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).once(
      'exit',
      (status) => resolve(status ?? 1),
    )
  })
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    const { numPassedTests: passed, numFailedTests, numFailedTestSuites } = report
    // A file that fails before its first test has no failed test, yet nothing of it was shown to hold.
    const failed = numFailedTests || numFailedTestSuites || (code === 0 ? 0 : 1)
    return { passed, failed }
  } catch {
    return { passed: 0, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const sweepsOf = (project: string) => SWEEPS.filter((file) => file.startsWith(`test/${project}/`))
const steps: [name: string, run: () => Promise<Outcome>][] = []
if (words.length > 0) steps.push([words.join(', '), () => tests([], { filters: words })])
else if (sweeps)
  for (const project of ['worker', 'web', 'e2e'])
    steps.push([`sweeps, ${project}`, () => tests([project], { filters: sweepsOf(project) })])
else
  steps.push(
    ['types, lint and format, dead code, rooms', () => all(CHECKS)],
    ['rules, node', () => tests(['domain', 'node'], { except: quick ? BY_CHANCE : [], workers: 2 })],
  )
if (!quick && !sweeps && words.length === 0)
  steps.push(
    ['sizes', () => check(process.execPath, [join(root, 'test/bench/size.ts')])],
    ['worker', () => tests(['worker'], { except: SWEEPS })],
    ['screens', () => tests(['web'], { except: SWEEPS })],
    ['browser', () => tests(['e2e'], { except: SWEEPS })],
  )

await ensureLocalKeys(root)
await buildWeb(root)
await buildLazy(root)
const total: Outcome = { passed: 0, failed: 0 }
for (const [name, run] of steps) {
  const start = performance.now()
  const { passed, failed } = await run()
  total.passed += passed
  total.failed += failed
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`)
}
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
