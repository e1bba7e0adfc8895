import type { CourierStop } from '../../worker/api/stops/answers.ts'

/** Returns an open stop of a secured shipment where the courier has arrived. Tests pass what differs. */
export const stopWith = (change: Partial<CourierStop> = {}): CourierStop => ({
  payment: null,
  shipmentId: 's1',
  unreached: false,
  onDemand: [],
  waybill: '501-000123456',
  recipientName: 'Анна Седова',
  address: { line1: 'Лесная ул., 7', city: 'Москва', postcode: '125047', country: 'RU' },
  place: null,
  phone: null,
  instructions: null,
  window: null,
  locale: 'ru',
  secured: true,
  dropOff: null,
  accepts: ['pin', 'link'],
  pinDigits: 5,
  attended: true,
  phase: 'out-for-delivery',
  open: true,
  arrivedAt: '2026-11-22T09:00:00.000Z',
  parcels: [{ label: '501-000123456', place: 'vehicle', declared: false }],
  codes: 'open',
  attemptsLeft: 5,
  withoutCode: 'identity',
  identityAllowed: false,
  tabletFailed: false,
  identitySignature: true,
  claimOpen: false,
  approval: null,
  arrivalDue: false,
  pageScans: true,
  sendsLeft: 3,
  point: null,
  words: 'слова',
  visitWords: null,
  commitments: { code: null, receipts: [] },
  suspended: false,
  asksFirst: false,
  seq: 6,
  outcome: null,
  reopenUntil: null,
  ...change,
})

const AT = '2026-11-22T09:04:00.000Z'

export const ended = (
  kind: NonNullable<CourierStop['outcome']>['kind'],
  change: Partial<CourierStop> = {},
): CourierStop => stopWith({ open: false, outcome: { kind, at: AT, partly: false, code: null }, ...change })
