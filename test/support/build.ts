import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildLazy } from '../../scripts/build-lazy.ts'
import { buildWeb } from '../../scripts/build-web.ts'
import { ensureLocalKeys } from '../../scripts/local-keys.ts'
import { bundle } from './bundle.ts'
import { root } from './world.ts'

/**
 * Builds once what the files of a project serve: two of them that began at once would build into one folder. All that
 * they keep while they run lies in one folder, which goes at the end, however a process of theirs ended.
 */
export async function setup(): Promise<() => void> {
  await ensureLocalKeys(root)
  await buildWeb(root)
  await buildLazy(root)
  bundle(root)
  const folder = mkdtempSync(join(tmpdir(), 'sesame-run-'))
  process.env.TMPDIR = folder
  // The runtime reads once whom it trusts: the phone's mail server has a certificate of this machine's own.
  process.env.NODE_EXTRA_CA_CERTS = join(root, '.keys/tls.crt')
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
