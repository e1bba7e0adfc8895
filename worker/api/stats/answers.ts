import * as v from 'valibot'
import { count, day, orNull } from '../common.ts'

const share = orNull(v.number())

const byProof = v.strictObject({ pin: count, qr: count, link: count, identity: count, ordinary: count })

const byChannel = { sms: count, email: count, messenger: count, voice: count }

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
  messages: v.strictObject({ ...byChannel, smsParts: count, perHandOver: share }),
  cost: orNull(v.strictObject({ amount: count, perHandOver: share, channels: v.strictObject(byChannel) })),
  claims: v.strictObject({ count, perThousand: share }),
  violations: count,
}

export const StatsSummary = v.strictObject(summary)

export const StatsLine = v.strictObject({
  /** A day, or the id of a contract, provider or courier; empty for a courier without a provider. */
  key: v.string(),
  name: v.string(),
  ...summary,
})
export type StatsLine = v.InferOutput<typeof StatsLine>

/** `GET /api/stats`. docs/stats.md says what each figure means. */
export const Stats = v.strictObject({
  from: day,
  to: day,
  by: v.picklist(['day', 'contract', 'provider', 'courier']),
  /** Prices per message, in minor units. Null if this deployment names none; there are no costs then. */
  prices: orNull(
    v.strictObject({
      currency: v.string(),
      /** Of one part. */
      sms: v.number(),
      email: v.number(),
      messenger: v.number(),
      voice: v.number(),
    }),
  ),
  total: StatsSummary,
  /** The same figures for as many days just before. */
  before: StatsSummary,
  items: v.array(StatsLine),
})
export type StatsView = v.InferOutput<typeof Stats>
