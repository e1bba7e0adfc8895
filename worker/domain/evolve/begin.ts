import { UNCHANGED } from '../asked.ts'
import type { FactOf } from '../event.ts'
import { NEW_PAGE, type Shipment } from '../state.ts'
import { broughtAlong } from './labels.ts'

/** Returns the shipment as its announcement makes it. */
export function begin(fact: FactOf<'announced'>, at: number): Shipment {
  const { type: _type, labels, seen, ...given } = fact
  return {
    ...given,
    phase: 'announced',
    parcels: labels.map((label) => ({
      label,
      place: 'depot',
      toSender: false,
      shelf: null,
      declaredAt: null,
      depotAt: null,
      seenAt: null,
      way: null,
      visit: null,
      undeclared: null,
      scannedAt: broughtAlong(fact, label),
    })),
    contactFrom: 1,
    contactLink: 1,
    contactChange: null,
    contactRequests: 0,
    contactInformed: false,
    corrections: 0,
    inherited: seen ?? {},
    labelChange: null,
    labelRequests: 0,
    released: null,
    changedBy: UNCHANGED,
    secretReached: false,
    approval: null,
    approvals: [],
    assigned: null,
    visit: null,
    trips: [],
    hold: null,
    misplaced: [],
    acceptedSeq: null,
    evaluated: 0,
    evaluatedAtCounter: 0,
    secret: 1,
    secretSent: 0,
    link: 1,
    page: NEW_PAGE,
    claim: null,
    statements: [],
    suspension: null,
    resume: null,
    sends: { count: 0, lastAt: 0 },
    handOvers: [],
    unsent: [],
    announcedAt: at,
    endedAt: null,
    changedAt: at,
    seq: 0,
  }
}
