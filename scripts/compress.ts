import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** As small as it gets: this is done once, and the edge on its own compresses in a hurry. */
export const BEST = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
}

/** The pages that the Worker serves. */
const SHELLS = ['recipient.html', 'app.html', 'verify.html']

/**
 * Writes beside each page and each file of the recipient's page its compressed form (`name.br`), which
 * `worker/handlers/pages.ts` serves to browsers that take it.
 */
export function compressBuilt(dist: string): void {
  const files = readdirSync(join(dist, 'assets/r')).map((name) => join('assets/r', name))
  for (const file of [...SHELLS, ...files].map((name) => join(dist, name)))
    if (/\.(html|js|css|wasm)$/.test(file))
      writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), BEST))
}
