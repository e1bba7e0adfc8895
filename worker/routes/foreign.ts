import type { Context } from 'hono'
import { dayOf } from '../calendar.ts'
import { labelKey } from '../domain/label.ts'
import type { AppEnv } from '../http/context.ts'
import { personOf } from '../person/api.ts'
import { alertLine } from '../registry/projection.ts'
import { fingerprint } from '../security/fingerprint.ts'

/**
 * Labels that are none of the point's, scanned or typed by its clerk: whoever tries numbers is not left at it (R28).
 * One label counts once a day, however often it is sent, so that a repeated call adds nothing. What is kept of it is
 * keyed: a code typed into the wrong field must not lie there to be tried (R4).
 */
export async function countForeign(
  c: Context<AppEnv>,
  labels: readonly string[],
  zone: string,
): Promise<void> {
  if (labels.length === 0) return
  const { id: personId } = c.get('principal')
  const at = Date.now()
  const day = dayOf(at, zone)
  const entries = [...new Set(labels.map(labelKey))].map((key) => ({
    key: `foreign:${day}:${fingerprint(c.get('config').sessionKeys, key)}`,
    tally: { kind: 'foreign', shipmentId: '', day } as const,
  }))
  const raised = await personOf(c.env.PERSON, personId).tally(entries, null)
  if (!raised.flat().includes('foreign')) return
  const id = `${personId}:foreign:${day}`
  await alertLine(c.env.DB, {
    id,
    kind: 'foreign-labels',
    at,
    shipmentId: null,
    waybill: null,
    personId,
  }).run()
}
