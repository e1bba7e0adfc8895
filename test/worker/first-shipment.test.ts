import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { sharedWorld } from '../support/harness.ts'
import { contractFor, root, type World } from '../support/world.ts'

let world: World
let folder: string
beforeAll(async () => {
  world = await sharedWorld()
  folder = mkdtempSync(join(tmpdir(), 'sesame-first-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
})

interface Step {
  commands: string
  /** What the commands print, with `…` for whatever differs every time. '' means nothing. */
  prints: string
}

/** Returns the page's commands, each with what the page says it prints. */
function stepsOf(page: string): Step[] {
  const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, kind, text]) => ({
    kind,
    text: text ?? '',
  }))
  return blocks.flatMap(({ kind, text }, index) => {
    const next = blocks[index + 1]
    return kind === 'sh'
      ? [{ commands: text, prints: next && next.kind !== 'sh' ? next.text.trim() : '' }]
      : []
  })
}

const CUT = '--8<--'

/** Runs the commands in one shell, as a reader does, and returns what each step printed. */
function run(steps: readonly Step[], env: Record<string, string>): Promise<string[]> {
  const script = ['set -euo pipefail', ...steps.map(({ commands }) => `${commands}echo '${CUT}'`)].join('\n')
  return new Promise((resolve, reject) => {
    const shell = spawn('bash', ['-c', script], { cwd: folder, env: { ...process.env, ...env } })
    let out = ''
    let err = ''
    shell.stdout.on('data', (chunk) => {
      out += chunk
    })
    shell.stderr.on('data', (chunk) => {
      err += chunk
    })
    shell.once('close', (code) =>
      code === 0 ? resolve(out.split(`${CUT}\n`)) : reject(new Error(`${out}\n${err}`)),
    )
  })
}

const pattern = (prints: string) =>
  new RegExp(`^${prints.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '[^\\n]+')}\\s*$`)

test('R34: the first shipment in five minutes: every command of the page runs and prints what the page says', async () => {
  const steps = stepsOf(readFileSync(join(root, 'docs/first-shipment.md'), 'utf8'))
  expect(steps.length).toBeGreaterThan(8)
  const contractId = await contractFor(world, 'chronopost')
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'First', contractId })
  const env = { SESAME_URL: world.url, SESAME_KEY: key, HOOK_PORT: String(await freePort()) }
  const printed = await run(steps, env)
  for (const [index, { commands, prints }] of steps.entries())
    expect(printed[index]?.trim(), commands).toMatch(pattern(prints))
})
