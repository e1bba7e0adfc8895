import { claimsOnTheRoad, usedUp } from '../claims.ts'
import type { RecipientCommand } from '../command.ts'
import type { Finish, Hold } from '../custody.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import type { Fact } from '../event.ts'
import { compact } from '../label.ts'
import { WRONG_LABELS } from '../limits.ts'
import { unpaid } from '../paid.ts'
import { counterAccepts, handOverSite, isOver, nameable, pageScans, pendingContact } from '../reading.ts'
import { findOwnReading, hardlyALabel, readScanned } from '../scanned.ts'
import type { Shipment } from '../state.ts'
import type { Claimed, ClaimKind, Refusal } from '../terms.ts'
import { issuedByLink, waiting } from './counter.ts'
import { deadLink } from './dead-link.ts'
import { handedOver } from './parcels.ts'
import { extendStorage } from './storage.ts'
import { suspends } from './suspension.ts'

type CommandOf<T extends RecipientCommand['type']> = Extract<RecipientCommand, { type: T }>

/** Returns why this phone may not act now, or null. The first phone that scanned owns the link (R25). */
function notOnPage(shipment: Shipment, { session, link }: RecipientCommand): Refusal | null {
  if (!shipment.secured) return 'not-secured'
  if (link !== shipment.link) return usedUp(shipment, link) ? 'link-finished' : 'link-superseded'
  if (shipment.phase === 'announced' || shipment.phase === 'scheduled') return 'not-out-for-delivery'
  if (shipment.page.owner !== null && shipment.page.owner !== session) return 'link-owned'
  if (isOver(shipment)) return 'link-finished'
  if (shipment.claim?.open) return 'claim-open'
  if (handOverSite(shipment)) return null
  if (shipment.visit?.open) return 'drop-off'
  return shipment.phase === 'partly-handed-over' ? 'link-finished' : 'stop-closed'
}

/** Returns `unpaid` while the recipient still has to pay: no label is looked at and nothing is confirmed (R30). */
const notPaid = (shipment: Shipment): Refusal | null => (unpaid(shipment) ? 'unpaid' : null)

/** Whether the recipient's phone is accepted as a proof at the place where the parcel is. */
function takesLink(shipment: Shipment): boolean {
  if (handOverSite(shipment) === 'counter') return counterAccepts(shipment).includes('link')
  return shipment.policy.door.includes('link')
}

const STRENGTH = { typed: 0, photo: 1, camera: 2 } as const

const ownScans = (shipment: Shipment, session: string) =>
  shipment.page.scanned.filter((scan) => scan.session === session)

/**
 * Decides what a parcel in front of the recipient's phone shows (R19, R20). All of it is one presentation: it
 * costs one try if nothing of it names a parcel of this shipment. Ten wrong ones lock the page.
 */
export function scanLabel(shipment: Shipment, command: CommandOf<'scan-label'>): Decision {
  const no = notOnPage(shipment, command) ?? notPaid(shipment)
  if (no) return refuse(no)
  if (!pageScans(shipment)) return refuse('not-accepted')
  if (shipment.page.wrongLabels >= WRONG_LABELS) return refuse('page-locked')
  const found = new Set(command.labels.flatMap((text) => presented(shipment, text) ?? []))
  const [label] = found
  if (label === undefined) {
    const left = WRONG_LABELS - shipment.page.wrongLabels
    if (isFree(shipment, command.labels)) return accept([], { outcome: 'mismatch', left })
    const wrong = { type: 'wrong-label-scanned', left: left - 1 } as const
    return accept([wrong], { outcome: 'mismatch', left: wrong.left })
  }
  const { by, session } = command
  const own = ownScans(shipment, session)
  // A label that the camera caught keeps that better proof when it is typed or photographed later (R7, R19).
  const isNew = (one: string) => !own.some((scan) => scan.label === one && STRENGTH[scan.by] >= STRENGTH[by])
  const facts = [...found]
    .filter(isNew)
    .map((one) => ({ type: 'label-scanned', label: one, by, session }) as const)
  return accept(facts, { outcome: 'match', label })
}

/** Returns the parcel here that a text names. Its likeliest reading alone counts, as a text is one guess. */
function presented(shipment: Shipment, text: string): string | null {
  const there = nameable(shipment)
  const label = findOwnReading(there, text)
  if (label !== null) return label
  const isWaybill = shipment.parcels.length === 1 && findOwnReading([shipment.waybill], text) !== null
  return isWaybill ? (there[0] ?? null) : null
}

/**
 * Whether a presentation costs nothing, because all of it can hardly be a parcel's label. Where a label of
 * this shipment is of that kind itself, nothing is free: whoever guesses would have tries without end.
 */
function isFree(shipment: Shipment, texts: readonly string[]): boolean {
  const hardly = (text: string) => {
    const scan = readScanned(text)
    return scan.kind === 'label' && hardlyALabel(scan.label)
  }
  const own = [shipment.waybill, ...shipment.parcels.map(({ label }) => label)]
  return texts.every(hardly) && !own.some((label) => hardlyALabel(label) || hardlyALabel(compact(label)))
}

/**
 * Whether a typed label comes too early. A typed number proves no possession, so it counts only after the
 * courier's recorded arrival (R19). At a counter the clerk's scan of the same label stands in for that.
 */
const typedTooEarly = (shipment: Shipment, session: string) =>
  handOverSite(shipment) === 'door' &&
  shipment.visit?.arrivedAt == null &&
  ownScans(shipment, session).some((scan) => scan.by === 'typed')

/** The recipient declares that the data is right and that they have no claims (R21). */
export function declareNoClaims(shipment: Shipment, command: CommandOf<'declare-no-claims'>): Decision {
  const no = notOnPage(shipment, command) ?? notPaid(shipment)
  if (no) return refuse(no)
  if (!takesLink(shipment)) return refuse('not-accepted')
  if (ownScans(shipment, command.session).length === 0) return refuse('not-scanned')
  if (typedTooEarly(shipment, command.session)) return refuse('not-arrived')
  return accept(shipment.page.noClaims ? [] : [{ type: 'no-claims-declared' }])
}

/** Hands the scanned parcels over (R22). A typed number finishes only after recorded arrival (R19). */
export function finish(shipment: Shipment, command: CommandOf<'finish'>, now: number): Decision {
  const no = notOnPage(shipment, command) ?? notPaid(shipment)
  if (no) return refuse(no)
  if (!takesLink(shipment)) return refuse('not-accepted')
  if (shipment.page.wrongLabels >= WRONG_LABELS) return refuse('page-locked')
  const scans = ownScans(shipment, command.session)
  if (scans.length === 0) return refuse('not-scanned')
  if (typedTooEarly(shipment, command.session)) return refuse('not-arrived')
  if (!shipment.page.noClaims) return refuse('not-confirmed')
  if (!command.signed && shipment.policy.signature.includes('link')) return refuse('signature-required')
  const here = nameable(shipment)
  const labels = scans.map((scan) => scan.label).filter((label) => here.includes(label))
  if (labels.length === 0) return refuse('not-scanned')
  const scannedBy = [...new Set(scans.map((scan) => scan.by))]
  if (handOverSite(shipment) === 'counter' && shipment.hold)
    return finishAtCounter(shipment, shipment.hold, { ...command, labels, scannedBy }, now)
  const signed = command.signed ? { signed: command.signed } : {}
  const fact = handedOver(shipment, labels, { proof: 'link', ...signed, scannedBy })
  return accept([fact], { outcome: 'handed-over', code: fact.code })
}

/**
 * Records the recipient's half of an issue by link (R28). It issues at once if the clerk has scanned the same
 * labels.
 */
function finishAtCounter(
  shipment: Shipment,
  hold: Hold,
  { session, signed, labels, scannedBy }: Pick<Finish, 'session' | 'signed' | 'labels' | 'scannedBy'>,
  now: number,
): Decision {
  const finish = { session, labels, signed, scannedBy }
  const declared = { type: 'finish-declared', ...finish } as const
  const done = issuedByLink(shipment, { ...hold, finish: { ...finish, at: now } }, now)
  return done?.ok ? accept([declared, ...done.facts], done.answer) : accept([declared], waiting)
}

/** Extends the storage period for the recipient, before or after the parcel arrived at its point (R29). */
export function extend(shipment: Shipment, command: CommandOf<'extend'>, now: number): Decision {
  const dead = deadLink(shipment, command.link, command.session, now)
  if (dead) return refuse(dead)
  // A finished link shows its receipt and takes complaints. What is left has a link of its own (R25).
  return command.link === shipment.link ? extendStorage(shipment) : refuse('link-finished')
}

/** Whether this link already said so. The first time is a fact and an alert; sixty times would be noise. */
const hasSaid = (shipment: Shipment, link: number, what: string) =>
  shipment.statements.includes(`${link}:${what}`)

/** Whether the open claim already includes this kind. */
const waits = ({ claim }: Shipment, kind: Claimed) => claim?.open && claim.kinds.includes(kind)

/**
 * Raises a claim (R21). During the visit nothing is released until a dispatcher decides. Afterwards the claim
 * is recorded beside what happened and raises an alert. Claims add up: an open claim takes in further kinds.
 */
export function raiseClaim(shipment: Shipment, command: CommandOf<'raise-claim'>, now: number): Decision {
  const dead = deadLink(shipment, command.link, command.session, now)
  if (dead) return refuse(dead)
  if (!shipment.secured) return refuse('not-secured')
  if (!shipment.visit && !shipment.hold) return refuse('not-out-for-delivery')
  const photos = command.photos ? { photos: command.photos } : {}
  // At the counter, with the parcel in hand, a claim stops the issue as it does at the door.
  const inHand = handOverSite(shipment) === 'counter' && ownScans(shipment, command.session).length > 0
  if (inHand && isAboutTheParcel(command.kind)) {
    if (waits(shipment, command.kind)) return accept([])
    return accept([
      { type: 'claim-raised', kind: command.kind, blocking: true, ...photos },
      ...withoutContactChange(shipment),
    ])
  }
  if (shipment.visit?.open) {
    const no = notOnPage({ ...shipment, claim: null }, command)
    if (no) return refuse(no)
    if (waits(shipment, command.kind)) return accept([])
    // Somebody with neither the parcel nor the courier in front of them must not stop the delivery.
    if (shipment.visit.arrivedAt === null && ownScans(shipment, command.session).length === 0)
      return refuse('not-scanned')
    return accept([{ type: 'claim-raised', kind: command.kind, blocking: true, ...photos }])
  }
  const { kind, link } = command
  const suspended = suspends(shipment, kind, link)
  if (hasSaid(shipment, link, kind)) return accept(suspended)
  return accept([{ type: 'claim-raised', kind, blocking: false, link, ...photos }, ...suspended])
}

/**
 * Stops a pending change of contact. A claim stops everything else, and the clock of that change must not run
 * on behind it (R9, R21).
 */
const withoutContactChange = (shipment: Shipment): Fact[] =>
  pendingContact(shipment) ? [{ type: 'contact-change-stopped', who: 'recipient' }] : []

const isAboutTheParcel = (kind: ClaimKind) => kind === 'damaged' || kind === 'wrong' || kind === 'other'

/**
 * Records "it was not me", the answer to an identity release or to a message for a stranger. While the parcel
 * is on the road this is a claim and stops every release (R21).
 */
export function declareNotMe(
  shipment: Shipment,
  command: CommandOf<'declare-not-me'>,
  now: number,
): Decision {
  const dead = deadLink(shipment, command.link, command.session, now)
  if (dead) return refuse(dead)
  if (!shipment.secured) return refuse('not-secured')
  const { link } = command
  if (claimsOnTheRoad(shipment, link))
    return accept(waits(shipment, 'not-me') ? [] : [{ type: 'not-me-declared', link, blocking: true }])
  const suspended = suspends(shipment, 'not-me', link)
  if (hasSaid(shipment, link, 'not-me')) return accept(suspended)
  return accept([{ type: 'not-me-declared', link }, ...suspended])
}

/** Takes back what was said about a hold, by the recipient's own link. Identity is a way again (R21). */
export function liftSuspension(
  shipment: Shipment,
  command: CommandOf<'lift-suspension'>,
  now: number,
): Decision {
  const dead = deadLink(shipment, command.link, command.session, now)
  if (dead) return refuse(dead)
  if (!shipment.suspension) return refuse('no-suspension')
  return accept([{ type: 'suspension-lifted', who: 'recipient' }])
}
