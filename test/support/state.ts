import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { migrate } from '../../scripts/server.ts'

/**
 * Hashes what the empty state is made from. Other migrations or another database setting give another stamp.
 */
function stampOf(root: string): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'wrangler.toml')))
  const folder = join(root, 'migrations')
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)))
  return hash.digest('hex').slice(0, 16)
}

/**
 * Creates an empty state with the migrations applied in the folder `state`. The product's own command applies
 * them once, and later calls copy the result: applying takes seconds, and every test file starts with it.
 */
export async function emptyState(root: string, state: string): Promise<void> {
  const cache = join(root, 'node_modules', '.cache')
  const template = join(cache, `sesame-state-${stampOf(root)}`)
  if (!existsSync(template)) {
    mkdirSync(cache, { recursive: true })
    const made = mkdtempSync(join(cache, 'sesame-state-new-'))
    await migrate(root, made)
    try {
      renameSync(made, template)
    } catch {
      // Another test file was quicker, and its state is the same.
      rmSync(made, { recursive: true, force: true })
    }
  }
  cpSync(template, state, { recursive: true })
}
