import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Ids contain many digits that may look like a code by chance. */
const RANDOM_IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}/g

const HASHES = ['md5', 'sha1', 'sha256', 'sha512']
const FORMS = ['hex', 'base64', 'base64url', 'latin1'] as const

/**
 * Returns plain hashes of a text, and of the request that carried it. With one of these a code could be
 * tested without a key.
 */
function hashesOf(text: string): string[] {
  const whole = [text, JSON.stringify({ pin: text }), JSON.stringify({ code: text })]
  return whole.flatMap((from) =>
    HASHES.flatMap((hash) => FORMS.map((form) => createHash(hash).update(from).digest().toString(form))),
  )
}

/** Whether digits occur as a run of their own or as a plain hash. `hay` is latin1. */
export function holdsDigits(hay: string, digits: string): boolean {
  const alone = new RegExp(`(?<!\\d)${digits}(?!\\d)`)
  return alone.test(hay.replace(RANDOM_IDS, '')) || hashesOf(digits).some((hash) => hay.includes(hash))
}

/** Whether 128 bits occur, in base64url or in any other form. */
export function holdsBits(hay: string, bits: string): boolean {
  const raw = Buffer.from(bits, 'base64url')
  return [bits, ...FORMS.map((form) => raw.toString(form))].some((text) => hay.includes(text))
}

/**
 * Returns a file's bytes, or null when the file vanished between listing and reading, as a database's log
 * may.
 */
function bytesOf(name: string): string | null {
  try {
    return readFileSync(name).toString('latin1')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Returns every file below a folder with its raw bytes: databases, their logs, and anything else. */
export function filesBelow(folder: string): { name: string; bytes: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((name) => {
      const bytes = bytesOf(name)
      return bytes === null ? [] : [{ name, bytes }]
    })
}
