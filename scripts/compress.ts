import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** As small as it gets: this is done once, and the edge on its own compresses in a hurry. */
export const BEST = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
}

/** The pages that the Worker serves. */
const SHELLS = ['recipient.html', 'app.html', 'verify.html', 'pay.html']
/** The files of the pages that strangers open on a phone outdoors: the recipient's, and the one that takes a payment. */
const FOLDERS = ['assets/r', 'assets/p']

/**
 * Writes beside each page and each file of those folders its compressed form (`name.br`), which
 * `worker/handlers/pages.ts` serves to browsers that take it.
 */
export function compressBuilt(dist: string): void {
  const files = FOLDERS.flatMap((folder) => readdirSync(join(dist, folder)).map((name) => join(folder, name)))
  for (const file of [...SHELLS, ...files].map((name) => join(dist, name)))
    if (/\.(html|js|css|wasm)$/.test(file))
      writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), BEST))
}
