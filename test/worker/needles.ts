import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Ids are full of digits that stand next to letters by chance. */
const RANDOM_IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}/g

const HASHES = ['md5', 'sha1', 'sha256', 'sha512']
const FORMS = ['hex', 'base64', 'base64url', 'latin1'] as const

/** What a plain hash of a text, or of the request that carried it, would look like: a code tested without a key. */
function hashesOf(text: string): string[] {
  const whole = [text, JSON.stringify({ pin: text }), JSON.stringify({ code: text })]
  return whole.flatMap((from) =>
    HASHES.flatMap((hash) => FORMS.map((form) => createHash(hash).update(from).digest().toString(form))),
  )
}

/** Whether digits stand somewhere as a run of their own, or as a plain hash. `hay` is latin1. */
export function holdsDigits(hay: string, digits: string): boolean {
  const alone = new RegExp(`(?<!\\d)${digits}(?!\\d)`)
  return alone.test(hay.replace(RANDOM_IDS, '')) || hashesOf(digits).some((hash) => hay.includes(hash))
}

/** Whether 128 bits stand somewhere, in base64url or any other form. */
export function holdsBits(hay: string, bits: string): boolean {
  const raw = Buffer.from(bits, 'base64url')
  return [bits, ...FORMS.map((form) => raw.toString(form))].some((text) => hay.includes(text))
}

/** The bytes of a file; null for one that went between being listed and read, as a database's log may. */
function bytesOf(name: string): string | null {
  try {
    return readFileSync(name).toString('latin1')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Every file below a folder, raw: databases, their logs, whatever else lies there. */
export function filesBelow(folder: string): { name: string; bytes: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((name) => {
      const bytes = bytesOf(name)
      return bytes === null ? [] : [{ name, bytes }]
    })
}
