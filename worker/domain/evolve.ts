import { carrierCode, type Fact, type FactOf, type MessageCause } from './event.ts'
import { messagesFor } from './messages.ts'
import type { ChannelName } from './policy.ts'
import { NEW_PAGE, type ParcelPlace, type Shipment } from './state.ts'

function place(shipment: Shipment, labels: readonly string[], to: ParcelPlace): Shipment['parcels'] {
  return shipment.parcels.map((parcel) => (labels.includes(parcel.label) ? { ...parcel, place: to } : parcel))
}

/** The visit is over; the carrier's code of what ended it stays, where there is one. */
const endVisit = (shipment: Shipment, fact: Fact) =>
  shipment.visit && { ...shipment.visit, open: false, code: carrierCode(fact) ?? null }

function begin(fact: FactOf<'announced'>, at: number): Shipment {
  const { type: _type, labels, ...given } = fact
  return {
    ...given,
    phase: 'announced',
    parcels: labels.map((label) => ({ label, place: 'depot' })),
    assigned: null,
    visit: null,
    acceptedSeq: null,
    evaluated: 0,
    secret: 1,
    told: 0,
    link: 1,
    page: NEW_PAGE,
    claim: null,
    said: [],
    sends: { count: 0, lastAt: 0 },
    handOvers: [],
    unsent: [],
    toSender: false,
    changedAt: at,
    seq: 0,
  }
}

function handOver(shipment: Shipment, fact: FactOf<'handed-over'>, at: number): Shipment {
  const parcels = place(shipment, fact.labels, 'recipient')
  const partly = parcels.some((parcel) => parcel.place !== 'recipient')
  const { labels, of, proof } = fact
  const done = { seq: shipment.seq + 1, at, labels, of, proof, link: shipment.link }
  const next: Shipment = {
    ...shipment,
    parcels,
    phase: partly ? 'partly-handed-over' : 'handed-over',
    visit: endVisit(shipment, fact),
    evaluated: shipment.evaluated + (proof === 'pin' || proof === 'qr' ? 1 : 0),
    handOvers: [...shipment.handOvers, done],
  }
  // R24: a partial hand-over ends the secrets it used; what is left gets new ones, not new attempts.
  return partly ? { ...next, secret: next.secret + 1, link: next.link + 1, page: NEW_PAGE } : next
}

function apply(shipment: Shipment, fact: Fact, at: number): Shipment {
  const { visit, page } = shipment
  switch (fact.type) {
    case 'announced':
      return shipment
    case 'scheduled':
      return {
        ...shipment,
        phase: 'scheduled',
        assigned: { roundId: fact.roundId, courierId: fact.courierId },
      }
    case 'moved': {
      const to = { roundId: fact.roundId, courierId: fact.courierId }
      // The next courier was not at this door yet: arrival and "no code" are the first one's.
      const taken = visit?.open && { ...visit, ...to, arrivedAt: null, identityOpen: false }
      return { ...shipment, assigned: to, visit: taken || visit }
    }
    case 'withdrawn': {
      const phase = visit ? 'at-depot' : 'announced'
      return { ...shipment, phase, assigned: null, visit: endVisit(shipment, fact) }
    }
    case 'dispatched': {
      const waiting = shipment.parcels.filter((p) => p.place === 'depot').map((p) => p.label)
      const { roundId, courierId, point } = fact
      const number = (visit?.number ?? 0) + 1
      return {
        ...shipment,
        phase: 'out-for-delivery',
        parcels: place(shipment, waiting, 'vehicle'),
        visit: {
          number,
          roundId,
          courierId,
          point,
          arrivedAt: null,
          identityOpen: false,
          open: true,
          held: false,
          code: null,
        },
        page: { ...page, scanned: [], noClaims: false },
      }
    }
    case 'received-at-depot': {
      const acceptedSeq = shipment.acceptedSeq ?? (visit ? null : shipment.seq + 1)
      return { ...shipment, parcels: place(shipment, fact.labels, 'depot'), acceptedSeq }
    }
    case 'cancelled':
      return { ...shipment, phase: 'cancelled', visit: endVisit(shipment, fact) }
    case 'arrived':
      return { ...shipment, visit: visit && { ...visit, arrivedAt: at } }
    case 'code-refused':
      return { ...shipment, evaluated: shipment.evaluated + 1 }
    case 'no-code-declared':
      return { ...shipment, visit: visit && { ...visit, identityOpen: true } }
    case 'handed-over':
      return handOver(shipment, fact, at)
    case 'held':
      return {
        ...shipment,
        phase: fact.point ? 'held' : 'at-depot',
        parcels: fact.point ? place(shipment, fact.labels, 'to-point') : shipment.parcels,
        visit: visit && { ...visit, open: false, held: true, code: fact.code },
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
    case 'claim-raised': {
      const claim = { kind: fact.kind, open: fact.blocking }
      // "No claims", said before, does not outlive a claim: whoever goes on says it again (R21).
      if (fact.blocking) return { ...shipment, claim, page: { ...page, noClaims: false } }
      return { ...shipment, claim, said: [...shipment.said, `${fact.link}:${fact.kind}`] }
    }
    case 'claim-decided': {
      const closed = { ...shipment, claim: shipment.claim && { ...shipment.claim, open: false } }
      if (fact.decision === 'resume') return closed
      const toSender = fact.decision === 'return'
      return { ...closed, phase: 'at-depot', visit: endVisit(shipment, fact), toSender }
    }
    case 'sent-on-demand':
      // A resend mints a new link and frees the binding (R25); the code and its attempts stay (R8).
      return {
        ...shipment,
        link: shipment.link + 1,
        page: NEW_PAGE,
        sends: { count: shipment.sends.count + 1, lastAt: at },
      }
    case 'identity-not-proved':
      return shipment
    case 'not-me-declared':
      return { ...shipment, said: [...shipment.said, `${fact.link}:not-me`] }
    case 'message-sent':
      return {
        ...shipment,
        unsent: done(shipment, fact.about, fact.cause, [...fact.channels, ...(fact.unserved ?? [])]),
      }
    case 'message-failed':
      return { ...shipment, unsent: done(shipment, fact.about, fact.cause, [fact.channel]) }
  }
}

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
 * Folds one fact into the shipment. Pure; `at` is the server's time of the fact in ms.
 * The first fact is always `announced`; `shipment` is null only then.
 */
export function evolve(shipment: Shipment | null, fact: Fact, at: number): Shipment {
  const before = shipment ?? (fact.type === 'announced' ? begin(fact, at) : null)
  if (!before) throw new Error(`the log begins with ${fact.type} instead of announced`)
  const next = apply(before, fact, at)
  const after = {
    ...next,
    seq: before.seq + 1,
    changedAt: next.phase === before.phase ? before.changedAt : at,
  }
  const orders = messagesFor(after, fact).map((order) => ({ about: after.seq, order }))
  const told = orders.some(({ order }) => order.secret) ? after.secret : after.told
  return { ...after, told, unsent: [...after.unsent, ...orders] }
}
