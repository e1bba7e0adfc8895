import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { stampOf } from '../../scripts/stamp.ts'

const WRANGLER = 'node_modules/wrangler/bin/wrangler.js'
/** What a bundle is made of, besides its entry. */
const SOURCES = ['worker', 'wrangler.toml', 'package-lock.json']

/**
 * The Worker bundled as a deployment is, in a folder with what the runtime has to know of it (`options.json`); made once
 * for these very sources, whoever asks. `entry` is another entry than the Worker's own, whose folder belongs to it.
 */
export function bundle(root: string, entry = join(root, 'worker/index.ts')): string {
  const folder = join(entry, '..').slice(root.length + 1)
  const sources = stampOf(root, [...new Set([...SOURCES, folder])])
  // What the runtime is told names folders of this very checkout.
  const stamp = createHash('sha256').update(root).update(sources).digest('hex').slice(0, 16)
  const cache = join(root, 'node_modules', '.cache')
  const made = join(cache, `sesame-bundle-${basename(entry, '.ts')}-${stamp}`)
  if (existsSync(made)) return made
  mkdirSync(cache, { recursive: true })
  const out = mkdtempSync(join(cache, 'sesame-bundle-new-'))
  const args = [WRANGLER, 'deploy', entry, '--dry-run', '--outdir', out, '--config', 'wrangler.toml']
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' }
  execFileSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] })
  // Its name is the entry's; whoever runs it looks for one name.
  const script = join(out, `${basename(entry, '.ts')}.js`)
  if (script !== join(out, 'index.js')) renameSync(script, join(out, 'index.js'))
  const printed = execFileSync(process.execPath, ['test/support/worker-options.ts'], { cwd: root, env })
  // What wrangler says of itself stands on lines before it.
  writeFileSync(join(out, 'options.json'), String(printed).split('\n').at(-1) ?? '')
  try {
    renameSync(out, made)
  } catch {
    // Another file of tests was quicker; its bundle is the same.
    rmSync(out, { recursive: true, force: true })
  }
  return made
}
