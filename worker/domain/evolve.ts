import type { Fact, FactOf } from './event.ts'
import { askApproval, dropApproval, sayApproval } from './evolve/approval.ts'
import { approved, changeNews, withoutChannel } from './evolve/change.ts'
import { noteChanger } from './evolve/changed-by.ts'
import { decideClaim, declareNotMe, raiseClaim, withoutLiftedClaim } from './evolve/claims.ts'
import { changeContact, correctRecipient, requestContact } from './evolve/contact.ts'
import { receiveAtDepot, seeAtDepot } from './evolve/depot.ts'
import { handOver } from './evolve/hand-over.ts'
import { holdAt, receiveAtPoint, withoutHalves } from './evolve/hold.ts'
import { broughtAlong, noteScans, releaseLabel, requestLabel } from './evolve/labels.ts'
import { change, endVisit, giveUp, offRound, place } from './evolve/parcels.ts'
import { questioned, suspend } from './evolve/suspension.ts'
import { moveOver, setOut } from './evolve/trips.ts'
import { arriveAtPoint, doubt, leaveWith, notArrived, onTheWay, otherDestination } from './evolve/way.ts'
import { messagesFor } from './messages.ts'
import { RETENTION_DAYS } from './policy.ts'
import { isOver } from './reading.ts'
import { hasEnded } from './retention.ts'
import type { Actor } from './roles.ts'
import { NEW_PAGE, type Shipment, UNCHANGED } from './state.ts'
import { type ChannelName, LOST_AT_DEPOT, type MessageCause } from './terms.ts'

/** What only the courier of a visit can have done at its door: another one begins anew. */
const AT_THE_DOOR = { arrivedAt: null, identityOpen: false, tabletFailed: false, distanceM: null }

function begin(fact: FactOf<'announced'>, at: number): Shipment {
  const { type: _type, labels, policy, seen, ...given } = fact
  return {
    ...given,
    // A log that is older than the clocks of retention, or than later fields, names none.
    policy: {
      ...policy,
      retentionDays: policy.retentionDays ?? RETENTION_DAYS,
      freshHands: policy.freshHands ?? 'alert',
      helpPhone: policy.helpPhone ?? null,
    },
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
    heard: false,
    corrections: 0,
    inherited: seen ?? {},
    labelChange: null,
    labelRequests: 0,
    released: null,
    changedBy: UNCHANGED,
    reached: false,
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
    told: 0,
    link: 1,
    page: NEW_PAGE,
    claim: null,
    said: [],
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

function apply(shipment: Shipment, fact: Fact, at: number, by: string | null): Shipment {
  const { visit, page, hold } = shipment
  switch (fact.type) {
    case 'announced':
      return shipment
    case 'scheduled':
      return {
        ...shipment,
        phase: 'scheduled',
        assigned: { roundId: fact.roundId, courierId: fact.courierId },
        // What a point issued of it is behind it: the rest is for a door, or its destination, again.
        hold: null,
      }
    case 'moved': {
      const to = { roundId: fact.roundId, courierId: fact.courierId }
      // The next courier was not at this door yet: arrival and "no code" are the first one's.
      const taken = visit?.open && { ...visit, ...to, ...AT_THE_DOOR }
      return {
        ...shipment,
        assigned: to,
        visit: taken || visit,
        parcels: notArrived(shipment),
        trips: moveOver(shipment, fact.roundId),
      }
    }
    case 'withdrawn': {
      // Off a round that it was never to leave with any more, it stays what it became meanwhile.
      const along = shipment.phase === 'scheduled' || visit?.open
      const phase = along ? (visit ? 'at-depot' : 'announced') : shipment.phase
      return { ...shipment, phase, assigned: null, visit: endVisit(shipment, fact) }
    }
    case 'dispatched': {
      const waiting = shipment.parcels
        .filter((parcel) => parcel.place === 'depot' && !parcel.toSender)
        .map((parcel) => parcel.label)
      const { roundId, courierId, point } = fact
      const number = (visit?.number ?? 0) + 1
      return {
        ...shipment,
        phase: 'out-for-delivery',
        parcels: leaveWith(shipment, waiting, number),
        trips: setOut(shipment.trips, roundId, waiting),
        visit: {
          number,
          roundId,
          courierId,
          point,
          ...AT_THE_DOOR,
          open: true,
          held: false,
          droppedOff: false,
          code: null,
          endedAt: null,
        },
        page: { ...page, scanned: [], noClaims: false },
      }
    }
    case 'received-at-depot':
      return receiveAtDepot(shipment, fact, at)
    case 'seen-at-depot':
      return seeAtDepot(shipment, fact, at)
    case 'cancelled':
      return { ...shipment, phase: 'cancelled', visit: endVisit(shipment, fact) }
    case 'contact-change-requested':
      return requestContact(shipment, fact, at)
    case 'contact-change-approved':
      return { ...shipment, contactChange: shipment.contactChange && approved(shipment.contactChange, fact) }
    case 'contact-change-stopped':
      return { ...shipment, contactChange: null }
    case 'contact-changed':
      return changeContact(shipment)
    case 'recipient-corrected':
      return correctRecipient(shipment, fact)
    case 'label-requested':
      return requestLabel(shipment, fact, at)
    case 'label-approved':
      return { ...shipment, labelChange: shipment.labelChange && approved(shipment.labelChange, fact) }
    case 'label-stopped':
      return { ...shipment, labelChange: null }
    case 'label-released':
      return releaseLabel(shipment)
    case 'label-moved':
      return { ...shipment, released: null }
    case 'arrived':
      return {
        ...shipment,
        visit: visit && { ...visit, arrivedAt: at, distanceM: fact.distanceM ?? null },
        parcels: arriveAtPoint(shipment),
      }
    case 'code-refused':
      if (fact.pointId !== undefined)
        return { ...shipment, evaluatedAtCounter: shipment.evaluatedAtCounter + 1 }
      return { ...shipment, evaluated: shipment.evaluated + 1 }
    case 'no-code-declared':
      return { ...shipment, visit: visit && { ...visit, identityOpen: true } }
    case 'handed-over':
      return handOver(shipment, fact, at, by)
    case 'approval-asked':
      return askApproval(shipment, fact, at)
    case 'approval-given':
    case 'approval-declined':
      return sayApproval(shipment, fact, at)
    case 'held': {
      const ended: Shipment = {
        ...shipment,
        visit: visit && { ...visit, open: false, held: true, code: fact.code },
        // R28: the code of this door is dead. Another visit, or a counter that takes codes, has a new one.
        secret: shipment.secret + 1,
      }
      if (!fact.point) return { ...ended, phase: 'at-depot' }
      return onTheWay(holdAt(ended, fact.point, fact.labels, at), fact.labels, 'held')
    }
    case 'visit-failed':
      return {
        ...shipment,
        phase: fact.reason === 'refused' ? 'refused' : 'at-depot',
        visit: endVisit(shipment, fact),
      }
    case 'label-scanned': {
      const { label, by, session } = fact
      const others = page.scanned.filter((scan) => scan.label !== label || scan.session !== session)
      const owner = by === 'typed' ? page.owner : (page.owner ?? session)
      return {
        ...shipment,
        page: { ...page, owner, scanned: [...others, { label, by, session }], noClaims: false },
      }
    }
    case 'wrong-label-scanned':
      return { ...shipment, page: { ...page, wrongLabels: page.wrongLabels + 1 } }
    case 'no-claims-declared':
      return { ...shipment, page: { ...page, noClaims: true } }
    case 'claim-raised':
      return raiseClaim(shipment, fact)
    case 'claim-decided':
      return decideClaim({ ...shipment, resume: null }, fact)
    case 'declared-at-point': {
      const point = shipment.destination
      const dropped = visit && { ...visit, open: false, droppedOff: true }
      return point ? holdAt({ ...shipment, visit: dropped }, point, fact.labels, at) : shipment
    }
    case 'point-chosen': {
      const { point, labels } = fact
      const before = otherDestination(shipment, point)
      const chosen: Shipment = {
        ...before,
        visit: before.visit?.open ? { ...before.visit, point } : before.visit,
        destination: shipment.destination && point,
      }
      if (!hold && labels.length === 0) return chosen
      const set = onTheWay(holdAt(chosen, point, labels, at), labels, 'depot')
      return { ...set, hold: set.hold && { ...set.hold, fromDepot: set.hold.fromDepot || labels.length > 0 } }
    }
    case 'received-at-point':
      return receiveAtPoint(shipment, fact, at, by)
    case 'receipt-confirmed':
      return { ...shipment, parcels: change(shipment, fact.labels, { undeclared: null }) }
    case 'receipt-doubted':
      return { ...shipment, parcels: doubt(shipment, fact.labels) }
    case 'shelved':
      return { ...shipment, parcels: change(shipment, fact.labels, { shelf: fact.shelf }) }
    case 'found-at-point':
      return {
        ...shipment,
        misplaced: [...shipment.misplaced, ...fact.labels.map((label) => `${fact.pointId}:${label}`)],
      }
    case 'clerk-scanned':
      return { ...shipment, hold: hold && { ...hold, clerk: { labels: fact.labels, at } } }
    case 'finish-declared': {
      const { type: _type, ...finish } = fact
      return { ...shipment, hold: hold && { ...hold, finish: { ...finish, at } } }
    }
    case 'refused-at-point':
    case 'return-ordered':
      return giveUp(shipment, fact.labels)
    case 'storage-extended':
      return { ...shipment, hold: hold && { ...hold, extended: true, reminded: false } }
    case 'reminded':
      return { ...shipment, hold: hold && { ...hold, reminded: true } }
    case 'left-for-sender':
      return { ...shipment, parcels: place(shipment, fact.labels, 'sender') }
    case 'declared-back':
      return offRound({ ...shipment, parcels: change(shipment, fact.labels, { declaredAt: at }) })
    case 'unexplained': {
      const lost: Shipment = { ...shipment, parcels: place(shipment, fact.labels, 'unexplained') }
      // What got lost at the depot ends nobody's visit: the rest of the shipment may be on the road.
      return LOST_AT_DEPOT.includes(fact.why) ? lost : offRound(lost)
    }
    case 'tablet-failed':
      if (fact.then === 'depot') return offRound(shipment)
      return { ...shipment, visit: visit && { ...visit, tabletFailed: true } }
    case 'violation-suspected':
    case 'erased':
      return shipment
    case 'sent-on-demand':
      // A resend mints a new link and frees the binding (R25); the code and its attempts stay (R8).
      return {
        ...withoutHalves(shipment),
        link: shipment.link + 1,
        page: NEW_PAGE,
        sends: { count: shipment.sends.count + 1, lastAt: at },
      }
    case 'identity-not-proved':
      return shipment
    case 'not-me-declared':
      return declareNotMe(shipment, fact)
    case 'identity-suspended':
      return { ...shipment, suspension: suspend(shipment, fact.because, at) }
    case 'suspension-lifted':
      return { ...shipment, suspension: null }
    case 'suspension-kept':
      return { ...shipment, suspension: shipment.suspension && { ...shipment.suspension, open: false } }
    case 'suspension-questioned':
      return { ...shipment, suspension: questioned(shipment, at, by) }
    case 'resume-asked':
      return { ...shipment, resume: { seq: shipment.seq + 1, at, by: by ?? '' } }
    case 'resume-declined':
      return { ...shipment, resume: null }
    case 'message-sent':
      return changeNews(
        {
          ...shipment,
          reached: shipment.reached || reaches(shipment, fact),
          unsent: done(shipment, fact.about, fact.cause, [...fact.channels, ...(fact.unserved ?? [])]),
        },
        fact,
        at,
      )
    case 'message-failed':
      return changeNews(
        { ...shipment, unsent: done(shipment, fact.about, fact.cause, [fact.channel]) },
        fact,
        at,
      )
  }
}

/** Whether it reached whoever the contact is: one to an earlier contact, noted late, did not. */
const reaches = ({ unsent }: Shipment, { about, cause, channels }: FactOf<'message-sent'>) =>
  channels.length > 0 &&
  unsent.some(({ order, ...of }) => of.about === about && order.cause === cause && order.to === undefined)

/** What is still to send after some channels of one message are done. */
function done(
  shipment: Shipment,
  about: number,
  cause: MessageCause,
  channels: readonly ChannelName[],
): Shipment['unsent'] {
  return shipment.unsent.flatMap((message) => {
    if (message.about !== about || message.order.cause !== cause) return [message]
    const rest = message.order.channels.filter((channel) => !channels.includes(channel))
    return rest.length > 0 ? [{ about, order: { ...message.order, channels: rest } }] : []
  })
}

/**
 * Folds one fact into the shipment. Pure; `at` is the server's time of the fact in ms, `by` who did it: without, nobody
 * in particular. The first fact is always `announced`; `shipment` is null only then.
 */
export function evolve(shipment: Shipment | null, fact: Fact, at: number, by: Actor | null = null): Shipment {
  const before = shipment ?? (fact.type === 'announced' ? begin(fact, at) : null)
  if (!before) throw new Error(`the log begins with ${fact.type} instead of announced`)
  const noted = noteChanger(apply(before, fact, at, by?.id ?? null), fact, by)
  const applied = dropApproval(before, noteScans(before, noted, fact, at))
  const next = isOver(applied) ? withoutLiftedClaim(applied) : applied
  const ended = next.visit && !next.visit.open && next.visit.endedAt === null
  const after: Shipment = {
    ...next,
    visit: ended && next.visit ? { ...next.visit, endedAt: at } : next.visit,
    seq: before.seq + 1,
    changedAt: next.phase === before.phase ? before.changedAt : at,
    endedAt: hasEnded(next) ? (before.endedAt ?? at) : null,
  }
  const orders = messagesFor(after, fact).map((order) => ({ about: after.seq, order }))
  const told = orders.some(({ order }) => order.secret) ? after.secret : after.told
  const ready = orders.some(({ order }) => order.cause === 'ready')
  const hold = after.hold && ready ? { ...after.hold, ready } : after.hold
  const heard = after.heard || orders.some(({ order }) => order.to === undefined)
  return withoutChannel({ ...after, told, hold, heard, unsent: [...after.unsent, ...orders] })
}
