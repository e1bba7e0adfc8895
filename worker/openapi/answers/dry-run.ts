import * as v from 'valibot'
import { FAIL_REASONS, HOLD_REASONS, INELIGIBLE_REASONS, RETURN_REASONS } from '../../domain/terms.ts'
import type * as contracts from '../../wire/contracts.ts'
import { of } from '../same.ts'
import { at, count, handOverProof, orNull } from './common.ts'

const code = v.string()
const end = <const E extends string, T extends v.ObjectEntries>(name: E, entries: T) =>
  v.strictObject({ end: v.literal(name), ...entries })
const reasons = v.array(v.picklist(INELIGIBLE_REASONS))

/** How something ended, or would have under a draft. */
export const Ending = of<contracts.Ending>()(
  v.union([
    end('handed-over', { proof: handOverProof, place: v.picklist(['door', 'counter']), code }),
    end('held', { reason: v.picklist(HOLD_REASONS), code }),
    end('failed', { reason: v.picklist(FAIL_REASONS), code }),
    end('returned', {
      reason: v.picklist(RETURN_REASONS),
      code,
    }),
    end('at-depot', {}),
    end('cancelled', {}),
    end('open', {}),
    end('ordinary', { reasons }),
    end('refused', { reasons }),
    end('secured', {}),
    end('identity-check', {}),
    end('not-possible', { because: v.picklist(['not-accepted', 'signature-required', 'other']) }),
    end('waits', {}),
    end('unknown', { why: v.picklist(['eligibility', 'scan-first', 'tries-left']) }),
  ]),
)
const penalty = orNull(v.strictObject({ amount: v.pipe(v.number(), v.integer()), currency: v.string() }))
const line = v.strictObject({
  shipmentId: v.string(),
  waybill: v.string(),
  announcedAt: at,
  was: Ending,
  would: Ending,
  penalties: orNull(v.strictObject({ count, was: penalty, would: penalty })),
})
export const DryRun = of<contracts.DryRunPage>()(
  v.strictObject({
    since: at,
    tried: count,
    missing: count,
    reached: at,
    items: v.array(line),
    cursor: orNull(v.string()),
  }),
)
