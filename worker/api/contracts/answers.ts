import * as v from 'valibot'
import { WORDED_CAUSES } from '../../domain/situations.ts'
import {
  BROKEN_TABLET,
  CHANNELS,
  DATA_KINDS,
  FAIL_REASONS,
  FRESH_HANDS,
  HOLD_REASONS,
  INELIGIBLE_REASONS,
  MOMENTS,
  OUTCOMES,
  PAYMENTS,
  PIN_DIGITS,
  PROFILE_NAMES,
  RETURN_REASONS,
  REVEALS,
  SIGNED_PROOFS,
} from '../../domain/terms.ts'
import {
  at,
  count,
  counterProof,
  handOverProof,
  locale,
  names,
  orNull,
  proof,
  withoutCode,
} from '../common.ts'

const channels = v.array(v.picklist(CHANNELS))

const wording = v.strictObject(names(WORDED_CAUSES, v.exactOptional(v.string())))

export const Policy = v.strictObject({
  secured: v.boolean(),
  mandatory: v.boolean(),
  pinDigits: v.picklist(PIN_DIGITS),
  door: v.array(proof),
  counter: v.array(counterProof),
  attempts: v.literal(5),
  withoutCode,
  afterWrong: withoutCode,
  brokenTablet: v.picklist(BROKEN_TABLET),
  reveal: v.picklist(REVEALS),
  moments: v.strictObject(names(MOMENTS, v.exactOptional(channels))),
  channels,
  attended: v.boolean(),
  signature: v.array(v.picklist(SIGNED_PROOFS)),
  storageDays: v.strictObject({ office: count, point: count, locker: count }),
  newCodeAtPoint: v.boolean(),
  reopenMinutes: count,
  freshHands: v.picklist(FRESH_HANDS),
  callRecipient: v.boolean(),
  cascade: orNull(v.strictObject({ channels: v.array(v.picklist(CHANNELS)), waitS: v.number() })),
  quietHours: orNull(v.strictObject({ from: v.string(), to: v.string() })),
  helpPhone: orNull(v.string()),
  payment: v.picklist(PAYMENTS),
  amountLimit: count,
  refundLimit: count,
  penalty: orNull(v.strictObject({ amount: v.pipe(v.number(), v.integer()), currency: v.string() })),
  codes: v.strictObject(names(OUTCOMES, v.string())),
  zone: v.string(),
  locale,
  retentionDays: v.strictObject(names(DATA_KINDS, count)),
  wording: v.strictObject({
    ru: v.exactOptional(wording),
    fr: v.exactOptional(wording),
    en: v.exactOptional(wording),
  }),
})

const contract = {
  id: v.string(),
  name: v.string(),
  profile: v.picklist(PROFILE_NAMES),
  carrier: v.string(),
  version: count,
  policy: Policy,
}

export const Contract = v.strictObject(contract)
/** A contract without its versions: a line of the list. */
export type ContractLine = v.InferOutput<typeof Contract>

export const ContractWithVersions = v.strictObject({
  ...contract,
  /** The newest first, fifty at most. */
  versions: v.array(
    v.strictObject({
      version: count,
      at,
      /** The person who saved it. */
      by: v.string(),
      /** That person's name; null for an integrator, whom a carrier's staff do not concern. */
      byName: orNull(v.string()),
      /** The changes since the version before; for the first version, since its profile. */
      changes: v.array(v.strictObject({ field: v.string(), from: v.unknown(), to: v.unknown() })),
    }),
  ),
})
export type ContractView = v.InferOutput<typeof ContractWithVersions>

const code = v.string()

const end = <const E extends string, T extends v.ObjectEntries>(name: E, entries: T) =>
  v.strictObject({ end: v.literal(name), ...entries })

const reasons = v.array(v.picklist(INELIGIBLE_REASONS))

/** How a shipment ended, or would have ended under a draft. */
export const Ending = v.union([
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
])

const penalty = orNull(v.strictObject({ amount: v.pipe(v.number(), v.integer()), currency: v.string() }))

const line = v.strictObject({
  shipmentId: v.string(),
  waybill: v.string(),
  announcedAt: at,
  was: Ending,
  would: Ending,
  penalties: orNull(v.strictObject({ count, was: penalty, would: penalty })),
})

/** One page of a dry run: `POST /api/contracts/:id/dry-run`. */
export const DryRun = v.strictObject({
  /** Shipments announced since then are tried, the newest first. */
  since: at,
  /** How many were tried on this page. */
  tried: count,
  /** How many could not be tried because their log is not there yet, or cannot be followed. */
  missing: count,
  /** How far back this page reached. */
  reached: at,
  /** Only shipments that would have ended otherwise. */
  items: v.array(line),
  cursor: orNull(v.string()),
})
export type DryRunPage = v.InferOutput<typeof DryRun>
/** A shipment that would have ended otherwise under the draft. */
export type DryRunLine = DryRunPage['items'][number]
/** One save of a contract: who saved it, when, and what it changed. */
export type ContractVersion = ContractView['versions'][number]
