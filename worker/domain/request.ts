import { approvalUntil } from './approval.ts'
import type { Fact } from './event.ts'
import { CONTACT_LAPSE_MS } from './limits.ts'
import { pendingContact, pendingLabel } from './reading.ts'
import type { Change, Shipment } from './state.ts'

/** What waits for a second, independent person (R9). */
export const REQUEST_KINDS = [
  'contact',
  'label',
  'contract',
  'waiver',
  'fresh-hands',
  'block',
  'receipt',
  'suspension',
  'not-me',
] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

/** A request of one shipment that nobody decided yet. */
export interface OpenRequest {
  kind: RequestKind
  /** The event that asks: together with the kind it names the request. */
  seq: number
  /** A person, or `system` where a rule asks and nobody did. */
  askedBy: string
  at: number
  lapsesAt: number | null
  /** Of whom the one who decides has to be independent. */
  apart: string[]
  /** Whom it is about, where it is about somebody. */
  personId?: string
  /** What of the request itself is to be seen, without personal data: that stands beside its event. */
  shown?: {
    labels?: string[]
    /** Why a rule asks, in words of the API. */
    reasons?: string[]
  }
  /** A second person agreed; what is still missing is the operator's own key. */
  operatorNeeded?: true
}

/** The id of a shipment's request: it leads to its shipment's object without a look-up. */
export const requestId = (kind: RequestKind, shipmentId: string, seq: number) =>
  `${kind}:${shipmentId}:${seq}`

/** What the id of a shipment's request names, or null for any other. */
export function parseRequestId(id: string): { kind: RequestKind; shipmentId: string; seq: number } | null {
  const [, kind = '', shipmentId = '', seq = ''] = /^([a-z-]+):([A-Za-z0-9_-]+):(\d{1,9})$/.exec(id) ?? []
  const known = REQUEST_KINDS.find((one) => one === kind)
  return known ? { kind: known, shipmentId, seq: Number(seq) } : null
}

export type RequestState = 'open' | 'agreed' | 'declined' | 'withdrawn' | 'lapsed'

/** Everybody who changed where a shipment goes, by whom, and how: they decide nothing about it alone. */
export function changers({ changedBy }: Shipment): string[] {
  return [...new Set([...changedBy.contact, ...changedBy.round, ...changedBy.point])]
}

/** What of this shipment waits for a second person now. One list for all kinds: the inbox and the decision read it. */
export function openRequests(shipment: Shipment): OpenRequest[] {
  const label = pendingLabel(shipment)
  const wanted = label && { labels: label.labels, reasons: label.reasons }
  return [
    ...changeRequest('contact', pendingContact(shipment)),
    ...changeRequest('label', label).map((request) => ({ ...request, ...(wanted && { shown: wanted }) })),
    ...approvalRequest(shipment),
  ]
}

/** A change over the recipient's head (R9): agreed to, only the operator may be missing. */
function changeRequest(kind: 'contact' | 'label', pending: Change | null): OpenRequest[] {
  if (!pending) return []
  const { seq, requestedBy: askedBy, at, approved, untold, byOperator } = pending
  const operatorNeeded = untold && !byOperator
  if (approved && !operatorNeeded) return []
  const asked = { kind, seq, askedBy, at, lapsesAt: at + CONTACT_LAPSE_MS, apart: [askedBy] }
  return [{ ...asked, ...(approved && operatorNeeded && { operatorNeeded }) }]
}

/** Hands that are too new wait for a dispatcher (R42): a rule asks, and nobody of theirs answers. */
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

/** How a request ended with the fact after which it is open no more. */
export function endedBy(fact: Fact): Exclude<RequestState, 'open'> {
  switch (fact.type) {
    case 'contact-change-approved':
    case 'approval-given':
    case 'label-approved':
      return 'agreed'
    case 'approval-declined':
      return 'declined'
    case 'contact-change-stopped':
    case 'label-stopped':
      if (fact.who === 'second-person') return 'declined'
      return fact.who === 'time' ? 'lapsed' : 'withdrawn'
    default:
      return 'withdrawn'
  }
}

const OPENS_OR_ENDS: readonly Fact['type'][] = [
  'contact-change-requested',
  'contact-change-approved',
  'contact-change-stopped',
  'contact-changed',
  'approval-asked',
  'approval-given',
  'approval-declined',
  // With these what was asked of a dispatcher is about nothing any more (R42).
  'handed-over',
  'held',
  'visit-failed',
  'moved',
  'withdrawn',
  'cancelled',
  'claim-decided',
  'tablet-failed',
  'declared-back',
  'unexplained',
  'refused-at-point',
  'return-ordered',
  'left-for-sender',
  'label-requested',
  'label-approved',
  'label-stopped',
  'label-released',
]

/** Whether a fact may open or end a request, so that the inbox has to hear of it. */
export const changesRequests = (fact: Fact): boolean => OPENS_OR_ENDS.includes(fact.type)
