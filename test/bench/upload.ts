import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildLazy } from '../../scripts/build-lazy.ts'
import { root } from '../support/world.ts'

/**
 * The limit for the gzipped Worker without the modules that are uploaded beside it. It includes the telephone
 * number formats of every country (39 kB), by which messages are judged before they leave (R5).
 */
const LIMIT_BYTES = 400_000

const gz = (path: string) => gzipSync(readFileSync(path), { level: 9 }).length

/**
 * Prints what a deployment uploads: the bundle and each module beside it. It returns false when the bundle is
 * above its bound.
 */
export async function benchUpload(): Promise<boolean> {
  await buildLazy(root)
  const out = mkdtempSync(join(tmpdir(), 'sesame-upload-'))
  try {
    const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js')
    const args = [wrangler, 'deploy', '--dry-run', '--outdir', out]
    execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    const bundle = gz(join(out, 'index.js'))
    console.log(
      `${bundle <= LIMIT_BYTES ? 'ok  ' : 'OVER'} ${'Worker upload, lazy modules apart (gz)'.padEnd(42)} ${bundle} of ${LIMIT_BYTES} B`,
    )
    const lazy = readdirSync(join(out, 'lazy'))
    // A module that was inlined into the bundle would not have its own file.
    if (!lazy.includes('print.mjs')) throw new Error('the printing module is not uploaded apart')
    for (const name of lazy)
      console.log(`     ${`lazy/${name} (gz)`.padEnd(42)} ${gz(join(out, 'lazy', name))} B`)
    return bundle <= LIMIT_BYTES
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

if (import.meta.main) process.exitCode = (await benchUpload()) ? 0 : 1
