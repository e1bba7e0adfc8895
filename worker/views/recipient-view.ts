import type { HoldSummary, Recipient } from '../api/common.ts'
import type { DeliveryData, RecipientView } from '../api/deliveries/answers.ts'
import type { RequestedChange } from '../domain/asked.ts'
import { stillCounts } from '../domain/decide/counter.ts'
import { WRONG_LABELS } from '../domain/limits.ts'
import {
  changeFrom,
  codesUsable,
  counterAccepts,
  counterTakes,
  handOverSite,
  isOver,
  nameable,
  pageScans,
  pendingContact,
  pendingLabel,
  stopsLabel,
} from '../domain/reading.ts'
import type { Shipment } from '../domain/state.ts'
import type { CounterProof } from '../domain/terms.ts'
import { recipientPayment } from './payment-view.ts'
import { ERASED, type Iso, withoutPlace } from './recipient-data.ts'
import { holdSummary } from './shipment-view.ts'

/** Where the parcel waits and what opens it there (R28, R29). */
export interface RecipientHold extends HoldSummary {
  /** Whether at least one parcel can be collected there now. */
  ready: boolean
  /** Whether it was not handed over at the door; otherwise the point was its destination from the start. */
  fromDoor: boolean
  /** The proofs that the counter accepts, now or once it has the parcel. */
  opens: CounterProof[]
  /**
   * How many of the parcels not yet handed over are there, on their way there, missing, or on their way back.
   */
  parcels: { here: number; coming: number; missing: number; returning: number }
  /** Whether this phone finished and the clerk's scan of the same label is awaited. */
  waiting: boolean
  extendable: boolean
  /** The last day after an extension, `YYYY-MM-DD`; null until it is received. */
  extendsTo: string | null
  /** The zone in which its days are counted. */
  zone: string
}

/** The time and the days of a point's zone, handed in by the caller. */
export interface Days {
  now: number
  until: string | null
  extendsTo: string | null
}

let segmenter: Intl.Segmenter | undefined
/** Returns what readers take for one sign each: a letter with its accents, an emoji of several parts. */
function signsOf(text: string): string[] {
  // Making it takes longer than a Worker's start should.
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  return [...segmenter.segment(text)].map(({ segment }) => segment)
}

/**
 * Masks a name: `А***` for "Анна Седова". That is enough to recognise one's own name and too little to learn
 * another's; of a name of one letter nothing is shown.
 */
export function maskFirstName(name: string): string {
  const first = name.trim().split(/\s+/)[0] ?? ''
  const signs = signsOf(first)
  const [sign] = signs
  if (!sign) return ''
  return signs.length > 1 ? `${sign}***` : '***'
}

/** Returns the recipient's page for one phone (`session`), without the secrets that the object adds. */
export function recipientView(
  deliveryId: string,
  shipment: Shipment,
  recipient: Recipient | null,
  { session, link: generation }: { session: string; link: number },
  days: Days,
  iso: Iso,
): RecipientView {
  const { page, policy, visit, hold } = shipment
  const counter = handOverSite(shipment) === 'counter'
  const accepts = counter ? counterAccepts(shipment) : policy.door
  const scanned = page.scanned.filter((scan) => scan.session === session).map((scan) => scan.label)
  const handed = shipment.parcels.filter((parcel) => parcel.place === 'recipient').length
  const link = shipment.secured && accepts.includes('link')
  const asked = pendingContact(shipment)
  const from = (change: RequestedChange) => {
    const at = changeFrom(change)
    return { effectiveAt: at === null ? null : iso(at) }
  }
  const wanted = stopsLabel(shipment, generation) ? pendingLabel(shipment) : null
  // The steps are over only for the link that was used: the rest of a partial hand-over has a link and steps
  // of its own (R24).
  const over = shipment.handOvers.some((done) => done.link === generation)
  const view: RecipientView = {
    deliveryId,
    carrier: shipment.carrier,
    sender: shipment.sender,
    firstName: maskFirstName(recipient?.name ?? ''),
    locale: shipment.locale,
    state: shipment.phase,
    steps: link
      ? [
          { step: 'scan', done: over || scanned.length > 0 },
          { step: 'check', done: over || page.noClaims },
          { step: 'sign', done: over },
          { step: 'done', done: over },
        ]
      : [],
    accepts: shipment.secured ? accepts.filter((proof) => proof !== 'identity') : [],
    scans: pageScans(shipment),
    reveal: policy.reveal,
    attended: policy.attended,
    arrivedAt: visit?.open && visit.arrivedAt !== null ? iso(visit.arrivedAt) : null,
    codesOpen: codesUsable(shipment),
    parcels: { total: shipment.parcels.length, scanned: scanned.length, handedOver: handed },
    wrongLabelsLeft: Math.max(0, WRONG_LABELS - page.wrongLabels),
    noClaims: page.noClaims,
    signature: policy.signature.includes('link'),
    claim: shipment.claim && { kind: shipment.claim.kind, open: shipment.claim.open },
    contactChange: asked && from(asked),
    labelChange: wanted && from(wanted),
    point: hold?.point ?? shipment.destination,
    hold: recipientHold(shipment, session, days, iso),
    said: shipment.statements.flatMap((entry) => {
      const [by, what = ''] = entry.split(':')
      return by === String(generation) ? [what] : []
    }),
    suspended: isOver(shipment) ? [] : (shipment.suspension?.because ?? []),
    withoutCode: policy.withoutCode,
  }
  const payment = recipientPayment(shipment)
  if (payment) view.payment = payment
  if (generation !== shipment.link && !over) return { ...onlyToStop(view), superseded: true }
  if (wanted) return onlyToStop(view)
  if (scanned.length > 0) view.delivery = deliveryData(shipment, recipient, scanned)
  return view
}

/**
 * Reduces the view of a link that is good for nothing else to what it can stop, with nothing of the delivery.
 */
const onlyToStop = ({ payment: _payment, ...view }: RecipientView): RecipientView => ({
  ...view,
  ...{ steps: [], accepts: [], scans: false, arrivedAt: null, codesOpen: false, noClaims: false },
  ...{ claim: null, point: null, hold: null, said: [], wrongLabelsLeft: 0 },
  parcels: { total: 0, scanned: 0, handedOver: 0 },
})

function recipientHold(shipment: Shipment, session: string, days: Days, iso: Iso): RecipientHold | null {
  const summary = holdSummary(shipment, days.until, iso)
  const { hold, policy } = shipment
  if (!summary || !hold) return null
  return {
    ...summary,
    ready: handOverSite(shipment) === 'counter',
    fromDoor: shipment.destination === null,
    opens: counterTakes(shipment),
    parcels: whereabouts(shipment),
    waiting: hold.finish?.session === session && stillCounts(hold.finish.at, days.now),
    extendable: !hold.extended && !isOver(shipment),
    extendsTo: days.extendsTo,
    zone: hold.point.zone ?? policy.zone,
  }
}

function whereabouts({ parcels }: Shipment): RecipientHold['parcels'] {
  const count = { here: 0, coming: 0, missing: 0, returning: 0 }
  for (const { place, toSender } of parcels) {
    if (place === 'recipient') continue
    if (toSender) count.returning++
    else if (place === 'point') count.here++
    else if (place === 'unexplained') count.missing++
    else count.coming++
  }
  return count
}

/** Returns the delivery's data as a phone that scanned one of its parcels may see them (R20). */
export function deliveryData(
  shipment: Shipment,
  recipient: Recipient | null,
  scanned: readonly string[],
): DeliveryData {
  const known = recipient ?? ERASED
  const there = nameable(shipment)
  return {
    waybill: shipment.waybill,
    sender: shipment.sender,
    recipientName: known.name,
    address: withoutPlace(known.address),
    parcels: shipment.parcels.map(({ label, place }) => ({
      label,
      scanned: scanned.includes(label),
      handedOver: place === 'recipient',
      here: there.includes(label),
    })),
  }
}
