import type { Context } from '../../http/context.ts'
import { foreignKey, tallyForeign } from '../../operations/foreign.ts'
import { dayOf } from '../../platform/calendar.ts'

/** Counts labels that are foreign to the point against the clerk who sent them (R28). */
export async function countForeign(c: Context, labels: readonly string[], zone: string): Promise<void> {
  const day = dayOf(Date.now(), zone)
  const keys = labels.map((label) => foreignKey(c.config.sessionKeys, day, label))
  await tallyForeign(c.env, c.principal.id, keys, day)
}
