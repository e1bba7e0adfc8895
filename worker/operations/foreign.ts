import { labelKey } from '../domain/label.ts'
import { readScanned } from '../domain/scanned.ts'
import { personStub } from '../objects/person.ts'
import { insertAlert } from '../registry/index-update.ts'
import { bodyFingerprint } from '../security/fingerprint.ts'
import type { KeyRing } from '../security/keys.ts'
import type { Stores } from './operation.ts'

/**
 * Returns the key under which a label that is foreign to the point counts in a clerk's day (R28). The label
 * is hashed with a key, because a code typed into the wrong field must not be stored in a form that can be
 * tried (R4).
 */
export function foreignKey(ring: KeyRing, day: string, text: string): string {
  const scan = readScanned(text)
  const label = scan.kind === 'label' ? scan.label : text
  return `foreign:${day}:${bodyFingerprint(ring, labelKey(label))}`
}

/**
 * Counts labels, scanned or typed by a clerk, that are foreign to the point, so that somebody who guesses
 * numbers is noticed (R28). A label counts once a day however often it is sent, so a repeated call adds
 * nothing.
 */
export async function tallyForeign(
  { DB, PERSON }: Pick<Stores, 'DB' | 'PERSON'>,
  personId: string,
  keys: readonly string[],
  day: string,
): Promise<void> {
  if (keys.length === 0) return
  const tally = { kind: 'foreign', shipmentId: '', day } as const
  const entries = [...new Set(keys)].map((key) => ({ key, tally }))
  const raised = await personStub(PERSON, personId).tally(entries, null)
  if (!raised.flat().includes('foreign')) return
  const about = { shipmentId: null, waybill: null, personId }
  await insertAlert(DB, {
    id: `${personId}:foreign:${day}`,
    kind: 'foreign-labels',
    at: Date.now(),
    ...about,
  }).run()
}
