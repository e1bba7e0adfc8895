import * as v from 'valibot'
import { WORDED_CAUSES } from '../../domain/situations.ts'
import {
  ALERT_KINDS,
  BROKEN_TABLET,
  CHANNELS,
  DATA_KINDS,
  FRESH_HANDS,
  FRESH_REASONS,
  MOMENTS,
  OUTCOMES,
  PAYMENTS,
  PIN_DIGITS,
  PROFILE_NAMES,
  REVEALS,
  ROUND_STATES,
  SIGNED_PROOFS,
  STOP_MARKS,
  VIOLATION_KINDS,
  VIOLATION_STATES,
} from '../../domain/terms.ts'
import type { AuditLine } from '../../wire/audit.ts'
import type * as views from '../../wire/views.ts'
import type * as ledger from '../../wire/violations.ts'
import { of } from '../same.ts'
import {
  at,
  count,
  counterProof,
  day,
  GeoAddress,
  locale,
  orNull,
  pointKind,
  proof,
  strings,
  withoutCode,
} from './common.ts'

const channels = v.array(v.picklist(CHANNELS))
const names = <const N extends readonly string[], S extends v.GenericSchema>(list: N, schema: S) =>
  Object.fromEntries(list.map((name) => [name, schema])) as Record<N[number], S>

const wording = v.strictObject(names(WORDED_CAUSES, v.exactOptional(v.string())))

export const Policy = of<views.Policy>()(
  v.strictObject({
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
    freshHands: v.picklist(FRESH_HANDS),
    helpPhone: orNull(v.string()),
    payment: v.picklist(PAYMENTS),
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
  }),
)
const contract = {
  id: v.string(),
  name: v.string(),
  profile: v.picklist(PROFILE_NAMES),
  carrier: v.string(),
  version: count,
  policy: Policy,
}
export const Contract = of<Omit<views.ContractView, 'versions'>>()(v.strictObject(contract))
export const ContractWithVersions = of<views.ContractView>()(
  v.strictObject({
    ...contract,
    versions: v.array(
      v.strictObject({
        version: count,
        at,
        by: v.string(),
        byName: orNull(v.string()),
        changes: v.array(v.strictObject({ field: v.string(), from: v.unknown(), to: v.unknown() })),
      }),
    ),
  }),
)

const roundState = v.picklist(ROUND_STATES)
const round = {
  id: v.string(),
  courierId: v.string(),
  courierName: v.string(),
  date: day,
  state: roundState,
  marks: v.array(v.picklist(STOP_MARKS)),
  next: orNull(v.strictObject({ shipmentId: v.string(), waybill: v.string(), place: count })),
  changedAt: orNull(at),
}
export const RoundLine = of<views.RoundLine>()(v.strictObject({ ...round, stops: count }))
export const RoundView = of<views.RoundView>()(
  v.strictObject({
    ...round,
    closedAt: orNull(at),
    stops: v.array(
      v.strictObject({
        shipmentId: v.string(),
        waybill: v.string(),
        state: v.string(),
        dispatched: v.boolean(),
        refused: orNull(v.string()),
      }),
    ),
  }),
)
export const RoundMade = v.strictObject({
  id: v.string(),
  courierId: v.string(),
  date: day,
  state: roundState,
  shipmentIds: strings,
})
export const RoundDispatched = v.strictObject({
  id: v.string(),
  state: v.literal('dispatched'),
  stops: v.array(v.strictObject({ shipmentId: v.string(), outcome: v.string() })),
})
export const Rescheduled = v.strictObject({ roundId: v.string(), courierId: v.string(), date: day })
export const Moved = v.strictObject({ outcome: v.literal('done'), roundId: v.string() })
export const Substitute = v.strictObject({ url: v.exactOptional(v.string()), expiresAt: v.exactOptional(at) })

export const Provider = v.strictObject({ id: v.string(), name: v.string() })
export const Courier = v.strictObject({ id: v.string(), name: v.string(), providerId: v.string() })
const person = {
  id: v.string(),
  role: v.string(),
  name: v.string(),
  providerId: orNull(v.string()),
  pointId: orNull(v.string()),
}
export const PersonLine = of<views.PersonLine>()(
  v.strictObject({ ...person, createdAt: at, lastSeenAt: orNull(at) }),
)
export const Person = v.strictObject({
  ...person,
  invitedBy: orNull(v.string()),
  blocked: v.strictObject({ pin: v.boolean(), identity: v.boolean() }),
  sessions: v.array(v.strictObject({ id: v.string(), expiresAt: at })),
})
export const Point = v.strictObject({
  id: v.string(),
  name: v.string(),
  kind: pointKind,
  address: GeoAddress,
  hours: v.optional(v.string()),
  zone: v.optional(v.string()),
})
export const Invitation = v.strictObject({ url: v.string(), expiresAt: at })

export const AlertLine = of<views.AlertLine>()(
  v.strictObject({
    id: v.string(),
    kind: v.picklist(ALERT_KINDS),
    at,
    shipmentId: orNull(v.string()),
    waybill: orNull(v.string()),
    personId: orNull(v.string()),
    personName: orNull(v.string()),
    webhookId: v.exactOptional(v.string()),
    contractId: v.exactOptional(orNull(v.string())),
    fresh: v.exactOptional(
      v.strictObject({
        reasons: v.array(v.picklist(FRESH_REASONS)),
        by: v.strictObject({ id: v.string(), name: v.string() }),
        invitedBy: orNull(v.strictObject({ id: v.string(), name: v.string() })),
        invitedAt: orNull(at),
      }),
    ),
    releasedAt: orNull(at),
  }),
)

const violationState = v.picklist(VIOLATION_STATES)
const violation = {
  id: v.string(),
  at,
  month: v.string(),
  kind: v.picklist(VIOLATION_KINDS),
  state: violationState,
  shipmentId: v.string(),
  waybill: v.string(),
  contractId: v.string(),
  courierId: orNull(v.string()),
  courierName: v.string(),
  providerId: orNull(v.string()),
  providerName: v.string(),
  roundId: orNull(v.string()),
  labels: strings,
  amount: orNull(count),
  currency: orNull(v.string()),
  distanceM: orNull(count),
  dwellS: orNull(v.number()),
}
export const ViolationLine = of<ledger.ViolationLine>()(v.strictObject(violation))
export const ViolationView = of<ledger.ViolationView>()(
  v.strictObject({
    ...violation,
    steps: v.array(
      v.strictObject({
        at,
        what: violationState,
        by: v.string(),
        byName: v.string(),
        comment: v.string(),
      }),
    ),
  }),
)
export const ViolationStep = v.strictObject({ id: v.string(), state: violationState })
export const ViolationSum = of<ledger.ViolationSum>()(
  v.strictObject({
    month: v.string(),
    providerId: orNull(v.string()),
    providerName: v.string(),
    currency: orNull(v.string()),
    open: count,
    upheld: count,
    waived: count,
    amount: count,
  }),
)
const NOTED = [
  'identity',
  'no-code',
  'wrong-code',
  'absent',
  'refused',
  'address',
  'damaged',
  'nobody-came',
  'no-code-asked',
  'not-received',
  'not-me',
  'far',
] as const
export const CourierEvidence = of<ledger.CourierEvidence>()(
  v.strictObject({
    courierId: v.string(),
    name: v.string(),
    providerName: v.string(),
    stops: count,
    noted: v.strictObject(names(NOTED, v.exactOptional(count))),
    odds: v.strictObject(names(NOTED, v.exactOptional(v.number()))),
  }),
)
export const NotedVisit = of<ledger.NotedVisit>()(
  v.strictObject({
    id: v.string(),
    at,
    kind: v.picklist(NOTED),
    shipmentId: v.string(),
    waybill: v.string(),
    distanceM: orNull(count),
    dwellS: orNull(v.number()),
  }),
)

export const AuditEntry = of<AuditLine>()(
  v.strictObject({
    id: v.string(),
    at,
    personId: v.string(),
    personName: v.string(),
    method: v.string(),
    route: v.string(),
    ids: v.record(v.string(), v.string()),
    about: orNull(v.string()),
    status: orNull(count),
  }),
)
