import type { CourierCommand, DecideRequest, Order } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import type { DeviceAct } from '../device-act.ts'
import type { Fact, FactOf } from '../event.ts'
import { contradicts } from '../evolve/late.ts'
import { markOf } from '../judged-act.ts'
import { unpaid } from '../paid.ts'
import { onVehicle } from '../reading.ts'
import type { Shipment } from '../state.ts'
import type { LateAct, LateBecause, ParcelPlace } from '../terms.ts'
import { handedOver, namedParcels } from './parcels.ts'

type CommandOf<T extends Order['type']> = Extract<Order, { type: T }>
type Refused = Extract<Decision, { ok: false }>
type Accepted = Extract<Decision, { ok: true }>

/** What a courier can do without a network. Sending a message needs one. */
const NAMES: Record<Exclude<CourierCommand['type'], 'send-at-door'>, LateAct> = {
  arrive: 'arrive',
  'try-code': 'qr',
  'declare-no-code': 'no-code',
  'check-identity': 'identity',
  'fail-visit': 'fail',
  'reopen-visit': 'reopen',
  deliver: 'deliver',
}

/** Refusals of what is not well formed, or of whoever never had the shipment. Nothing is recorded of these. */
const NOTHING_HAPPENED: readonly Refused['refusal'][] = ['malformed-code', 'signature-required']

/** A parcel of which its courier can say that it was released. All others are elsewhere by somebody else's word. */
const WITH_COURIER: readonly ParcelPlace[] = ['vehicle', 'to-point']

type LateCommand = Extract<CourierCommand, { type: keyof typeof NAMES }>
const isLate = (command: Order): command is LateCommand => command.type in NAMES

/** Whether the act released something, as the tablet showed it to its courier. */
const releases = (command: LateCommand): boolean =>
  command.type === 'try-code' ||
  command.type === 'deliver' ||
  (command.type === 'check-identity' && command.nameMatches && !command.declined)

/** Why a release was not accepted although the call was. */
const NOT_ACCEPTED: Partial<Record<Accepted['answer']['outcome'], LateBecause>> = {
  closed: 'codes-closed',
  'wrong-parcel': 'wrong-parcel',
  approval: 'approval-needed',
}

/**
 * Completes the decision about an act that a device told of (R36). Its first fact keeps what the device said. A late
 * act is judged as a live one; what a live one would have been refused has happened by then all the same, so it is
 * recorded: a release that is not accepted leaves parcels that nobody can explain, anything else contradicts what is
 * known, and a dispatcher has to look at both.
 */
export function withAct(
  shipment: Shipment | null,
  command: Order,
  act: DeviceAct | undefined,
  decision: Decision,
  now: number,
): Decision {
  if (!shipment || !act) return decision
  const judged = act.late && isLate(command) ? late(shipment, command, decision) : decision
  if (!judged.ok) return judged
  const [first, ...rest] = judged.facts
  return first ? { ...judged, facts: [{ ...first, act: markOf(shipment, act, now) }, ...rest] } : judged
}

function late(shipment: Shipment, command: LateCommand, decision: Decision): Decision {
  // A PIN is never compared on a tablet, so none can have released anything before its answer (R35).
  if (command.type === 'try-code' && command.proof === 'pin') return decision
  const releasing = releases(command)
  if (decision.ok && (!releasing || decision.answer.outcome === 'handed-over')) return decision
  if (!decision.ok && NOTHING_HAPPENED.includes(decision.refusal)) return decision
  if (!shipment.couriers.includes(command.courierId)) return decision
  const labels = labelsOf(shipment, command)
  if (!labels) return decision
  const own = shipment.visit?.courierId === command.courierId
  const lost = releasing && own ? stillOut(shipment, labels) : []
  // A round may be closed while its acts still wait on a tablet.
  const gone = releasing && own ? unexplainedOf(shipment, labels) : []
  const missing = gone.filter((label) => !claimed(shipment, command, label))
  const proved = command.type === 'try-code' ? provedBy(shipment, command) : null
  const against = shipment.visit?.endedBy ?? null
  const refused: FactOf<'late-act-refused'> = {
    ...{ type: 'late-act-refused', what: NAMES[command.type], because: becauseOf(decision) },
    ...{ courierId: command.courierId, labels, lost },
    ...(missing.length > 0 && { missing }),
    ...(against !== null && { against }),
    ...(proved && { proved }),
  }
  const facts = [...kept(decision), refused]
  // Whether a code was right decides nothing here: the answer would tell.
  const answer = { outcome: lost.length + gone.length > 0 ? 'unexplained' : 'conflict' } as const
  if (facts.length === 1 && isKnown(shipment, refused)) return accept([], answer)
  if (lost.length === 0) return accept(facts, answer)
  return accept([...facts, { type: 'unexplained', labels: lost, why: 'late-act' }], answer)
}

/** Whether this courier's right code has been on record for a missing parcel, accepted or not. */
const claimed = ({ lateProofs }: Shipment, { courierId }: LateCommand, label: string): boolean =>
  lateProofs.some((one) => one.courierId === courierId && one.labels.includes(label))

/** Whether a dispatcher has this very account before them already: repeated, it would only bury the others. */
const isKnown = ({ conflicts }: Shipment, fact: FactOf<'late-act-refused'>): boolean =>
  contradicts(fact) &&
  conflicts.some(
    ({ courierId, what, because, labels }) =>
      courierId === fact.courierId &&
      what === fact.what &&
      because === fact.because &&
      fact.labels.every((label) => labels.includes(label)),
  )

/** Returns the parcels that a late act is about; null: it names one of another shipment. */
function labelsOf(shipment: Shipment, command: LateCommand): string[] | null {
  const all = shipment.parcels.map(({ label }) => label)
  const named = 'labels' in command ? command.labels : undefined
  if (named) return namedParcels(shipment, all, named)
  const there = onVehicle(shipment)
  return there.length > 0 ? there : all
}

const stillOut = ({ parcels }: Shipment, labels: readonly string[]) =>
  parcels.flatMap(({ label, place }) =>
    labels.includes(label) && WITH_COURIER.includes(place) ? [label] : [],
  )

/**
 * A wrong code that was compared stays one of five (R12). Nobody is asked for a release that has happened, and nothing is
 * held of what was released.
 */
const kept = (decision: Decision): Fact[] =>
  decision.ok ? decision.facts.filter(({ type }) => type === 'code-refused') : []

const becauseOf = (decision: Decision): LateBecause =>
  decision.ok ? (NOT_ACCEPTED[decision.answer.outcome] ?? 'wrong-code') : decision.refusal

/**
 * Returns whether a late QR code is genuine, and so may be accepted by a dispatcher. Nothing is compared where the
 * policy accepts none (R15), nobody arrived (R13) or it is unpaid (R30). The answer to the tablet does not depend on it.
 */
function provedBy(shipment: Shipment, command: CommandOf<'try-code'>): 'now' | 'earlier' | null {
  const { secured, policy, destination, visit } = shipment
  if (!secured || destination || command.foreign || !policy.door.includes('qr')) return null
  if (visit?.arrivedAt == null || unpaid(shipment)) return null
  return command.provedLate?.() ?? null
}

/** Decides about a late QR code that was right: the parcels were handed over by it, or stay unexplained (R36). */
export function decideLateProof(shipment: Shipment, { seq, decision }: DecideRequest): Decision {
  const claim = shipment.lateProofs.find((one) => one.seq === seq)
  if (!claim) return refuse('no-request')
  if (decision === 'decline')
    return accept([{ type: 'late-proof-declined', request: seq }], { outcome: 'decided' })
  if (shipment.claim?.open) return refuse('claim-open')
  if (unpaid(shipment)) return refuse('unpaid')
  const fact = handedOver(shipment, unexplainedOf(shipment, claim.labels), { proof: 'qr' })
  return accept([{ ...fact, lateProof: seq }], { outcome: 'decided' })
}

/** Returns those of some parcels that nobody can explain still. */
export const unexplainedOf = ({ parcels }: Shipment, labels: readonly string[]): string[] =>
  parcels.flatMap(({ label, place }) => (labels.includes(label) && place === 'unexplained' ? [label] : []))

/** A dispatcher has looked at both accounts of a visit. Nothing but that is recorded: acts of their own follow. */
export function settleConflict(shipment: Shipment, { conflict }: CommandOf<'settle-conflict'>): Decision {
  if (!shipment.conflicts.some(({ seq }) => seq === conflict)) return refuse('no-conflict')
  return accept([{ type: 'conflict-settled', conflict }])
}
