import { labelKey } from '../domain/label.ts'
import { personOf } from '../objects/person.ts'
import { alertLine } from '../registry/projection.ts'
import { fingerprint } from '../security/fingerprint.ts'
import type { KeyRing } from '../security/keys.ts'
import type { Stores } from './operation.ts'

/**
 * What a label counts as in a clerk's day when it is none of their point's (R28). It is keyed: a code typed into the
 * wrong field must not lie there to be tried (R4).
 */
export const foreignKey = (ring: KeyRing, day: string, label: string): string =>
  `foreign:${day}:${fingerprint(ring, labelKey(label))}`

/**
 * Labels that are none of the point's, scanned or typed by its clerk: whoever tries numbers is not left at it (R28).
 * One label counts once a day, however often it is sent, so that a repeated call adds nothing.
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
  const raised = await personOf(PERSON, personId).tally(entries, null)
  if (!raised.flat().includes('foreign')) return
  const about = { shipmentId: null, waybill: null, personId }
  await alertLine(DB, {
    id: `${personId}:foreign:${day}`,
    kind: 'foreign-labels',
    at: Date.now(),
    ...about,
  }).run()
}
