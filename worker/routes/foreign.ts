import type { Context } from 'hono'
import { dayOf } from '../calendar.ts'
import type { AppEnv } from '../http/context.ts'
import { foreignKey, tallyForeign } from '../operations/foreign.ts'

/** Counts labels that are none of the point's for the clerk who sent them (R28). */
export async function countForeign(
  c: Context<AppEnv>,
  labels: readonly string[],
  zone: string,
): Promise<void> {
  const day = dayOf(Date.now(), zone)
  const keys = labels.map((label) => foreignKey(c.get('config').sessionKeys, day, label))
  await tallyForeign(c.env, c.get('principal').id, keys, day)
}
