import { approvalUntil } from './approval.ts'
import type { RequestedChange } from './asked.ts'
import { CONTACT_LAPSE_MS } from './limits.ts'
import { claimed, isOver, pendingContact, pendingLabel, unconfirmed } from './reading.ts'
import type { Shipment } from './state.ts'
import { REQUEST_KINDS, type RequestKind } from './terms.ts'

/** A request about one shipment that nobody has decided yet. */
export interface OpenRequest {
  kind: RequestKind
  /** Sequence number of the event that asks. Together with the kind it identifies the request. */
  seq: number
  /** The id of a person, or `system` if a rule asks. */
  askedBy: string
  at: number
  lapsesAt: number | null
  /** The people of whom whoever decides has to be independent. */
  apart: string[]
  /** The person whom the request is about, if there is one. */
  personId?: string
  /** What a decider sees of the request itself, without personal data, which is stored beside its event. */
  shown?: {
    labels?: string[]
    /** Why a rule asks, in the words of the API. */
    reasons?: string[]
    /** What goes back, in minor units of the currency. */
    amount?: { amount: number; currency: string }
  }
  /** A second person has agreed, and only the operator's own key is still missing. */
  operatorNeeded?: true
}

/** Returns the id of a shipment's request. It leads to the shipment's object without a look-up. */
export const requestId = (kind: RequestKind, shipmentId: string, seq: number) =>
  `${kind}:${shipmentId}:${seq}`

/** Returns what the id of a shipment's request names, or null for any other id. */
export function parseRequestId(id: string): { kind: RequestKind; shipmentId: string; seq: number } | null {
  const [, kind = '', shipmentId = '', seq = ''] = /^([a-z-]+):([A-Za-z0-9_-]+):(\d{1,9})$/.exec(id) ?? []
  const known = REQUEST_KINDS.find((one) => one === kind)
  return known ? { kind: known, shipmentId, seq: Number(seq) } : null
}

export type RequestState = 'open' | 'agreed' | 'declined' | 'withdrawn' | 'lapsed'

/** Returns everybody who changed the contact, the round or the point. They decide nothing about it alone. */
export function changers({ changedBy }: Shipment): string[] {
  return [...new Set([...changedBy.contact, ...changedBy.round, ...changedBy.point])]
}

/** Whether somebody is independent of everyone of whom a decision requires it. */
export const covers = (independentOf: readonly string[], apart: readonly string[]): boolean =>
  apart.every((id) => independentOf.includes(id))

/**
 * Returns the people of whom a dispatcher has to be independent to decide alone about what a rule asks (R9):
 * the courier or the clerk who could have brought it about, and whoever changed where the shipment goes.
 */
export function apartOf(shipment: Shipment, kind: 'receipt' | 'suspension' | 'not-me'): string[] {
  const { visit, hold, parcels } = shipment
  const courier = visit ? [visit.courierId] : []
  const marks = parcels.flatMap(({ undeclared }) => undeclared ?? [])
  const hands = {
    receipt: marks.flatMap(({ by, courierId }) => [by, ...(courierId === null ? [] : [courierId])]),
    suspension: [...courier, ...(hold?.receivedBy ?? [])],
    'not-me': courier,
  }
  return [...new Set([...hands[kind], ...changers(shipment)])].filter((id) => id !== '')
}

/** Returns what of this shipment waits for a second person. Inbox and decision both read this one list. */
export function openRequests(shipment: Shipment): OpenRequest[] {
  return [
    ...changeRequest('contact', pendingContact(shipment)),
    ...labelRequest(shipment),
    ...approvalRequest(shipment),
    ...receiptRequest(shipment),
    ...suspensionRequest(shipment),
    ...resumeRequest(shipment),
    ...refundRequests(shipment),
    ...lateProofRequests(shipment),
  ]
}

/** Returns one request for each late act whose QR code was right, as long as nobody can explain its parcels (R36). */
function lateProofRequests(shipment: Shipment): OpenRequest[] {
  return shipment.lateProofs.flatMap(({ seq, at, courierId, because, labels, declined }) => {
    const open = shipment.parcels.flatMap(({ label, place }) =>
      labels.includes(label) && place === 'unexplained' ? [label] : [],
    )
    if (open.length === 0 || declined) return []
    const apart = [...new Set([courierId, ...changers(shipment)])]
    const shown = { labels: open, reasons: [because] }
    return [{ ...ruled({ kind: 'late-proof', seq, at, apart, shown }), personId: courierId }]
  })
}

/** Returns one request for each refund that is above what one person decides alone (R30). */
function refundRequests({ payments }: Shipment): OpenRequest[] {
  const asked = payments?.refunds.filter(({ state }) => state === 'asked') ?? []
  return asked.map(({ seq, at, by, amount, because, labels }) => ({
    ...{ kind: 'refund', seq, at, lapsesAt: null },
    // A rule asks, unless a dispatcher did: who brought a return about cannot take its refund back.
    askedBy: because === 'person' && by !== null ? by : 'system',
    apart: by === null ? [] : [by],
    shown: {
      reasons: [because],
      amount: { amount, currency: payments?.amounts.currency ?? '' },
      ...(labels.length > 0 && { labels }),
    },
  }))
}

/**
 * Returns one request for all parcels that a point has and nothing explains. Another such parcel asks again,
 * about all of them.
 */
function receiptRequest(shipment: Shipment): OpenRequest[] {
  if (isOver(shipment)) return []
  const labels = unconfirmed(shipment)
  const marks = shipment.parcels.flatMap(({ label, undeclared }) =>
    undeclared && !undeclared.doubted && labels.includes(label) ? [undeclared] : [],
  )
  const last = marks.toSorted((a, b) => b.seq - a.seq)[0]
  if (!last) return []
  const { seq, at } = last
  return [ruled({ kind: 'receipt', seq, at, apart: apartOf(shipment, 'receipt'), shown: { labels } })]
}

function suspensionRequest(shipment: Shipment): OpenRequest[] {
  const { suspension } = shipment
  if (!suspension?.open || isOver(shipment)) return []
  const { seq, at, askedBy, because } = suspension
  const apart = apartOf(shipment, 'suspension')
  const shown = { reasons: [...because] }
  if (askedBy === null) return [ruled({ kind: 'suspension', seq, at, apart, shown })]
  return [{ ...ruled({ kind: 'suspension', seq, at, apart: also(apart, askedBy), shown }), askedBy }]
}

function resumeRequest(shipment: Shipment): OpenRequest[] {
  const { resume } = shipment
  if (!resume || claimed(shipment).length === 0) return []
  const { seq, at, by } = resume
  const shown = { reasons: [...claimed(shipment)] }
  return [
    {
      ...ruled({ kind: 'not-me', seq, at, apart: also(apartOf(shipment, 'not-me'), by), shown }),
      askedBy: by,
    },
  ]
}

const also = (apart: string[], one: string) => [...new Set([...apart, one])]

/** Returns a request that a rule makes. It stays open as long as the rule applies. */
const ruled = (asked: Omit<OpenRequest, 'askedBy' | 'lapsesAt'>): OpenRequest => ({
  ...asked,
  askedBy: 'system',
  lapsesAt: null,
})

/**
 * Returns the request for labels by another recipient (R41). Whoever decides sees which labels it is about,
 * and what would differ.
 */
function labelRequest(shipment: Shipment): OpenRequest[] {
  const label = pendingLabel(shipment)
  if (!label) return []
  const shown = { labels: label.labels, reasons: label.reasons }
  return changeRequest('label', label).map((request) => ({ ...request, shown }))
}

/**
 * Returns the request for a change over the recipient's head (R9). Once it is agreed to, only the operator's
 * agreement may be missing.
 */
function changeRequest(kind: 'contact' | 'label', pending: RequestedChange | null): OpenRequest[] {
  if (!pending) return []
  const { seq, requestedBy: askedBy, at, approved, untold, byOperator } = pending
  const operatorNeeded = untold && !byOperator
  if (approved && !operatorNeeded) return []
  const asked = { kind, seq, askedBy, at, lapsesAt: at + CONTACT_LAPSE_MS, apart: [askedBy] }
  return [{ ...asked, ...(approved && operatorNeeded && { operatorNeeded }) }]
}

/** Returns the request of hands that are too new (R42). Somebody independent of them has to answer. */
function approvalRequest(shipment: Shipment): OpenRequest[] {
  const { approval } = shipment
  if (approval?.said !== 'nothing') return []
  const { seq, at, personId, reasons, labels } = approval
  return [
    {
      kind: 'fresh-hands',
      seq,
      askedBy: 'system',
      at,
      lapsesAt: approvalUntil(approval),
      apart: [...new Set([personId, ...changers(shipment)])],
      personId,
      shown: { reasons, labels },
    },
  ]
}
