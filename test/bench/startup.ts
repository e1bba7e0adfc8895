import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../support/bundle.ts'
import { root } from '../support/world.ts'

/** The CPU time that evaluating the Worker's modules may take, in ms. The platform refuses more than a second. */
const LIMIT_MS = 50
const RUNS = 7
/** Compiles and evaluates the script in V8. What the platform provides is loaded before and not counted. */
const MEASURE = `import * as buffer from 'node:buffer'
import * as crypto from 'node:crypto'
import { readFileSync } from 'node:fs'
import { SourceTextModule, SyntheticModule } from 'node:vm'
class DurableObject {}
const PLATFORM = { 'node:buffer': buffer, 'node:crypto': crypto, 'cloudflare:workers': { DurableObject, env: {} } }
const text = readFileSync(process.argv[2], 'utf8')
const before = process.cpuUsage()
const script = new SourceTextModule(text)
await script.link((name) => {
  const given = PLATFORM[name]
  return new SyntheticModule(Object.keys(given), function () {
    for (const key of Object.keys(given)) this.setExport(key, given[key])
  })
})
await script.evaluate()
const { user, system } = process.cpuUsage(before)
console.log((user + system) / 1000)`

/**
 * Prints what evaluating the bundle takes of a core, at best of several runs, without the modules that are loaded when
 * something needs them. It returns false when that is above its bound.
 */
export async function benchStartup(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'sesame-startup-'))
  try {
    const measure = join(folder, 'measure.mjs')
    writeFileSync(measure, MEASURE)
    const args = ['--experimental-vm-modules', '--no-warnings', measure, join(bundle(root), 'index.js')]
    const runs = Array.from({ length: RUNS }, () => Number(execFileSync(process.execPath, args)))
    const ms = Math.round(Math.min(...runs))
    const word = ms <= LIMIT_MS ? 'ok  ' : 'OVER'
    console.log(`${word} ${'Worker start, evaluated by V8 (CPU)'.padEnd(42)} ${ms} of ${LIMIT_MS} ms`)
    return ms <= LIMIT_MS
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) process.exitCode = (await benchStartup()) ? 0 : 1
