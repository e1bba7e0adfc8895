import { spawn } from 'node:child_process'
import { join } from 'node:path'

/**
 * npm run test:long: what takes too long for every change. Histories from a seed, kills of the running system, and the
 * variants with a bug in them, which have to be found. One after another, and a closing line with the sum.
 */
const root = join(import.meta.dirname, '..')
const STEPS: Record<string, string[]> = {
  histories: ['test/simulate/run.ts', '--runs', '20000'],
  crashes: ['test/crash/run.ts', '--kills', '100'],
  'planted bugs': ['test/crash/run.ts', '--planted'],
}

/** Runs a step with its output shown; its closing line says how much of it passed. */
function run(args: string[]): Promise<{ passed: number; failed: number }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk)
      output += chunk
    })
    child.once('exit', (code) => {
      const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? []
      // A step that ended without its closing line showed nothing to hold.
      resolve({ passed: Number(passed ?? 0), failed: Number(failed ?? 0) || (code === 0 ? 0 : 1) })
    })
  })
}

const total = { passed: 0, failed: 0 }
for (const [name, args] of Object.entries(STEPS)) {
  const start = performance.now()
  const { passed, failed } = await run(args)
  total.passed += passed
  total.failed += failed
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  console.log(
    `${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)\n`,
  )
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
