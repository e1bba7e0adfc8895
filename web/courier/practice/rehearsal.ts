import type { PointInfo } from '../../../worker/domain/choose-point.ts'
import type { Command, CourierCommand } from '../../../worker/domain/command.ts'
import { decide } from '../../../worker/domain/decide.ts'
import type { Decision } from '../../../worker/domain/decision.ts'
import { settledHands } from '../../../worker/domain/fresh-hands.ts'
import { settle } from '../../../worker/domain/history.ts'
import { policyOf } from '../../../worker/domain/policy.ts'
import type { Shipment } from '../../../worker/domain/state.ts'
import type { DocumentType, FailReason, Locale, Profile, SentOnDemand } from '../../../worker/domain/terms.ts'
import { api } from '../../api/call.ts'
import type { StopWrite } from '../post.ts'

/** The courier's tablet plays every part in a practice, so these identifiers only have to stay the same. */
const COURIER = 'practice'
const ROUND = 'practice'
const PHONE = { session: 'practice', link: 1 }
export const LABEL = 'PRACTICE-1'
const NOT_BLOCKED = { pin: false, identity: false }

/** A practice shipment: the real rules applied to a state that is stored nowhere. */
export interface Rehearsal {
  shipment: Shipment
  /** The recipient's secrets, which a real courier never sees. */
  pin: string
  qr: string
}

/** Carries a command out by the rules. A refusal leaves the shipment as it was. */
export function rehearse(
  shipment: Shipment | null,
  command: Command,
  now: number,
): { shipment: Shipment | null; decision: Decision } {
  const decision = decide(shipment, command, now)
  if (!decision.ok) return { shipment, decision }
  let after = shipment
  for (const fact of decision.facts) after = settle(after, fact, now).after
  return { shipment: after, decision }
}

/**
 * Begins with a dispatched shipment of a profile, with the courier at the door. `random` returns 0 ≤ n < 1.
 */
export function begin(
  profile: Profile,
  given: { locale: Locale; point: PointInfo },
  now: number,
  random: () => number,
): Rehearsal {
  const policy = policyOf(profile)
  const { locale, point } = given
  const setting: Command[] = [
    {
      type: 'announce',
      waybill: LABEL,
      contractId: 'practice',
      policyVersion: 1,
      policy,
      carrier: '',
      sender: '',
      labels: [LABEL],
      recipient: { hasPhone: true, hasEmail: true, kind: 'consumer', inPerson: true, atPoint: false },
      locale,
      destination: null,
    },
    { type: 'schedule', roundId: ROUND, courierId: COURIER },
    { type: 'dispatch', roundId: ROUND, courierId: COURIER, point },
  ]
  const shipment = setting.reduce<Shipment | null>(
    (before, command) => rehearse(before, command, now).shipment,
    null,
  )
  if (!shipment) throw new Error('the rules refuse the practice shipment')
  const digits = Array.from({ length: policy.pinDigits }, () => Math.floor(random() * 10))
  return { shipment, pin: digits.join(''), qr: `SESAME:1:practice:${digits.join('')}` }
}

/** The bodies that the screens of a stop send, as on the wire. */
interface Body {
  at?: string
  pin?: string
  code?: string
  labels?: string[]
  declined?: boolean
  documentType?: DocumentType
  nameMatches?: boolean
  signature?: object
  reason?: FailReason
  what?: SentOnDemand
}

type WithoutCourier<T> = T extends unknown ? Omit<T, 'courierId'> : never

/** Returns the command for an action of the screens, or null for an action without meaning in a practice. */
export function commandOf(
  action: StopWrite,
  body: Body,
  { pin, qr, shipment }: Rehearsal,
): CourierCommand | null {
  const by = (command: WithoutCourier<CourierCommand>) =>
    ({ ...command, courierId: COURIER }) as CourierCommand
  const labels = body.labels ? { labels: body.labels } : {}
  const tried = { type: 'try-code', blocked: NOT_BLOCKED, malformed: false, ...labels } as const
  switch (action) {
    case api.stops.arrive:
      return by({ type: 'arrive', deviceAt: body.at ?? '', placed: false })
    case api.stops.pin:
      return by({ ...tried, proof: 'pin', foreign: false, matches: () => body.pin === pin })
    case api.stops.qr:
      return by({ ...tried, proof: 'qr', foreign: body.code !== qr, matches: () => true })
    case api.stops.noCode:
      return by({ type: 'declare-no-code', blocked: NOT_BLOCKED })
    case api.stops.identity:
      return by({
        type: 'check-identity',
        declined: body.declined ?? false,
        nameMatches: body.nameMatches ?? false,
        signed: body.signature !== undefined,
        blocked: NOT_BLOCKED,
        hands: settledHands(shipment),
        ...labels,
        ...(body.documentType && { documentType: body.documentType }),
      })
    case api.stops.fail:
      return body.reason ? by({ type: 'fail-visit', reason: body.reason }) : null
    case api.stops.reopen:
      return by({ type: 'reopen-visit', begunAt: null })
    case api.stops.send:
      return body.what ? by({ type: 'send-at-door', what: body.what }) : null
    default:
      return null
  }
}

/** The steps of the recipient's phone, from the camera to the signature. */
export const PHONE_STEPS: Record<'finish' | 'wrong-label' | 'claim', Command[]> = {
  finish: [
    { ...PHONE, type: 'scan-label', labels: [LABEL], by: 'camera' },
    { ...PHONE, type: 'declare-no-claims' },
    { ...PHONE, type: 'finish', signed: 'drawn' },
  ],
  'wrong-label': [{ ...PHONE, type: 'scan-label', labels: ['ANOTHER-PARCEL'], by: 'camera' }],
  claim: [
    { ...PHONE, type: 'scan-label', labels: [LABEL], by: 'camera' },
    { ...PHONE, type: 'raise-claim', kind: 'damaged' },
  ],
}
