import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runChild } from './child.ts'
import { stampOf } from './stamp.ts'

const SOURCES = [
  'web',
  'worker/domain',
  'worker/api',
  'worker/views',
  'worker/wire',
  'worker/http',
  'worker/openapi',
  'worker/channels',
  'worker/platform',
  'worker/registry',
  'worker/texts',
  'vite.config.ts',
  'scripts/ahead.ts',
  'scripts/compress.ts',
  'scripts/kept.ts',
  'scripts/manifest.ts',
  'docs/pictures',
  'package-lock.json',
]

/** Builds the web part into `dist`, unless it is already built from the current sources. */
export async function buildWeb(root: string): Promise<void> {
  const stamp = stampOf(root, SOURCES)
  const stampFile = join(root, 'node_modules', '.cache', 'sesame-web')
  const built = existsSync(join(root, 'dist', 'recipient.html')) && existsSync(stampFile)
  if (built && readFileSync(stampFile, 'utf8') === stamp) return
  // A test runner sets NODE_ENV to `test`. Vite would then make a development build, which is larger than
  // what is served.
  const env = { ...process.env, NODE_ENV: 'production' }
  await runChild(root, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], env)
  // A fresh clone has no cache folder yet.
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, stamp)
}
