import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildLazy } from './build-lazy.ts'
import { buildWeb } from './build-web.ts'

/**
 * `npm run deploy` builds the web part, then migrates the database, then uploads the Worker. It stops at the
 * first failure.
 */
const root = join(import.meta.dirname, '..')

function wrangler(...args: string[]): void {
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/wrangler/bin/wrangler.js'), ...args],
    {
      cwd: root,
      stdio: 'inherit',
    },
  )
  if (status !== 0) process.exit(status ?? 1)
}

await buildWeb(root)
await buildLazy(root)
wrangler('d1', 'migrations', 'apply', 'DB', '--remote')
wrangler('deploy', ...process.argv.slice(2))
