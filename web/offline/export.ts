import { saveFile } from '../ui/save.ts'
import type { Act } from './act.ts'

/**
 * Returns the file of unsent acts, for a person who has to bring them to the office in another way:
 *
 * `{ format: 'sesame-unsent', version: 1, exportedAt, acts }`, where `acts` are as in `Act`, in the order in which they were
 * made. Address, params and body are those of the API, `key` is the Idempotency-Key: sending one twice does it once.
 */
export const exportText = (acts: readonly Act[], now: Date): string =>
  JSON.stringify({ format: 'sesame-unsent', version: 1, exportedAt: now.toISOString(), acts }, null, 2)

/** Gives the unsent acts to the person as a file. */
export function exportActs(acts: readonly Act[], now = new Date()): void {
  const name = `sesame-unsent-${now.toISOString().slice(0, 16).replace(/[-:]/g, '')}.json`
  saveFile(name, exportText(acts, now), 'application/json')
}
