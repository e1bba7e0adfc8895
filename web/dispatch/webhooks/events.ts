import type { FactType } from '../../../worker/domain/event.ts'

/** Where in a shipment's life an event happens. The form groups events by it. */
export type EventGroup = 'way' | 'door' | 'page' | 'point' | 'back' | 'contact' | 'messages'

/** The group of every event type, in form order. A new type does not compile before it has a group. */
const GROUP_OF: Record<FactType, EventGroup> = {
  announced: 'way',
  scheduled: 'way',
  moved: 'way',
  withdrawn: 'way',
  dispatched: 'way',
  'received-at-depot': 'way',
  'seen-at-depot': 'way',
  cancelled: 'way',
  arrived: 'door',
  'handed-over': 'door',
  held: 'door',
  'visit-failed': 'door',
  'visit-reopened': 'door',
  'code-refused': 'door',
  'no-code-declared': 'door',
  'identity-not-proved': 'door',
  'approval-asked': 'door',
  'approval-given': 'door',
  'approval-declined': 'door',
  'tablet-failed': 'door',
  'label-scanned': 'page',
  'wrong-label-scanned': 'page',
  'no-claims-declared': 'page',
  'finish-declared': 'page',
  'claim-raised': 'page',
  'claim-decided': 'page',
  'not-me-declared': 'page',
  'identity-suspended': 'page',
  'suspension-lifted': 'page',
  'suspension-kept': 'page',
  'suspension-questioned': 'page',
  'resume-asked': 'page',
  'resume-declined': 'page',
  'declared-at-point': 'point',
  'point-chosen': 'point',
  'received-at-point': 'point',
  'receipt-confirmed': 'point',
  'receipt-doubted': 'point',
  shelved: 'point',
  'found-at-point': 'point',
  'clerk-scanned': 'point',
  'refused-at-point': 'point',
  'storage-extended': 'point',
  reminded: 'point',
  'return-ordered': 'back',
  'left-for-sender': 'back',
  'declared-back': 'back',
  unexplained: 'back',
  'violation-suspected': 'back',
  'contact-change-requested': 'contact',
  'contact-change-approved': 'contact',
  'contact-change-stopped': 'contact',
  'contact-changed': 'contact',
  'recipient-corrected': 'contact',
  'label-requested': 'contact',
  'label-approved': 'contact',
  'label-stopped': 'contact',
  'label-released': 'contact',
  'label-moved': 'contact',
  erased: 'contact',
  'sent-on-demand': 'messages',
  'message-sent': 'messages',
  'message-failed': 'messages',
  'message-reported': 'messages',
  'chat-joined': 'messages',
  'chat-ended': 'messages',
}

export const EVENTS = Object.keys(GROUP_OF) as FactType[]
const GROUPS: readonly EventGroup[] = ['door', 'way', 'point', 'back', 'page', 'contact', 'messages']

/** The events by group, in the order of the form. */
export const EVENTS_BY_GROUP: readonly (readonly [EventGroup, readonly FactType[]])[] = GROUPS.map(
  (group) => [group, EVENTS.filter((type) => GROUP_OF[type] === group)],
)

export const isEvent = (type: string): type is FactType => Object.hasOwn(GROUP_OF, type)

/** Events that say where parcels are. Other events have no EPCIS form and are not sent in it. */
export const EPCIS_EVENTS: readonly FactType[] = [
  'handed-over',
  'held',
  'visit-failed',
  'visit-reopened',
  'received-at-point',
  'received-at-depot',
  'refused-at-point',
  'return-ordered',
  'left-for-sender',
]
