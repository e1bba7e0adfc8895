import * as v from 'valibot'
import type { Summary } from '../../domain/stats.ts'
import type { StatsLine as Line, StatsView } from '../../wire/stats.ts'
import { of } from '../same.ts'
import { count, day, orNull } from './common.ts'

const share = orNull(v.number())
const byProof = v.strictObject({ pin: count, qr: count, link: count, identity: count, ordinary: count })
const within = orNull(v.strictObject({ seconds: count, over: v.boolean() }))
const summary = {
  visits: count,
  open: count,
  unattended: count,
  dropOffs: count,
  firstVisits: v.strictObject({ count, handedOver: count, share }),
  handOvers: v.strictObject({ door: count, counter: count, partly: count }),
  proofs: v.strictObject({ door: byProof, counter: byProof }),
  held: v.strictObject({ 'no-code': count, 'wrong-code': count }),
  failed: v.strictObject({ absent: count, refused: count, address: count, damaged: count }),
  stoppedByClaim: count,
  attempts: v.array(count),
  arrivalToProof: v.strictObject({
    median: within,
    p90: within,
    classes: v.array(v.strictObject({ seconds: orNull(count), count })),
  }),
  messages: v.strictObject({ sms: count, email: count, messenger: count, perHandOver: share }),
  cost: orNull(v.strictObject({ amount: count, perHandOver: share })),
  claims: v.strictObject({ count, perThousand: share }),
  violations: count,
}
export const StatsSummary = of<Summary>()(v.strictObject(summary))
export const StatsLine = of<Line>()(v.strictObject({ key: v.string(), name: v.string(), ...summary }))
export const Stats = of<StatsView>()(
  v.strictObject({
    from: day,
    to: day,
    by: v.picklist(['day', 'contract', 'provider', 'courier']),
    prices: orNull(
      v.strictObject({
        currency: v.string(),
        sms: v.number(),
        email: v.number(),
        messenger: v.number(),
      }),
    ),
    total: StatsSummary,
    before: StatsSummary,
    items: v.array(StatsLine),
  }),
)
