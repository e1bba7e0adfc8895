import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JWK } from 'jose'

/**
 * What `npm start` of another version left behind: its state and the keys without which nobody can read it.
 */
export interface KeptState {
  /** The folder that the runtime keeps its state in. */
  state: string
  signingKey: JWK
  /** The keys of that installation, which are used nowhere else. */
  vars: Record<string, string>
}

const KEYS = ['SECRET_KEYS', 'SESSION_KEYS', 'SIGNING_KEYS']

/**
 * Unpacks a frozen state into a folder of its own, which the caller has to remove. Throws if there is no such
 * state.
 */
export function unpackState(name: string): KeptState & { folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'sesame-kept-'))
  execFileSync('tar', ['-xzf', join(import.meta.dirname, '../worker/fixtures', `${name}.tgz`), '-C', folder])
  const lines = readFileSync(join(folder, '.dev.vars'), 'utf8').split('\n')
  const vars = Object.fromEntries(
    lines.flatMap((line) => {
      const [, key = '', value = ''] = /^(\w+)='?(.*?)'?$/.exec(line) ?? []
      return KEYS.includes(key) ? [[key, value]] : []
    }),
  )
  const signingKey = JSON.parse(readFileSync(join(folder, '.keys/signing.jwk'), 'utf8')) as JWK
  return { folder, state: join(folder, '.wrangler/state'), signingKey, vars }
}
