import type { Fact } from '../../worker/domain/event.ts'
import { freshReasons } from '../../worker/domain/fresh-hands.ts'
import { settle } from '../../worker/domain/history.ts'
import { type Edge, independent } from '../../worker/domain/independence.ts'
import { type EarlierSession, openedAfter } from '../../worker/domain/session-origin.ts'
import type { Shipment } from '../../worker/domain/state.ts'
import type { FreshReason } from '../../worker/domain/terms.ts'
import { announced, POINT } from './given.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
const SHIFT = 14 * HOUR

interface Session extends EarlierSession {
  invitedBy: string
  substitute: boolean
  endedLive: boolean
}

interface Person {
  since: number
  sessions: Session[]
  /** Contacts they handed over to by secret. */
  contacts: Set<string>
  released: { by: string; at: number } | null
}

/** A point, and when it issued what nobody questioned. */
interface Point {
  since: number
  issues: number[]
}

/** One release by identity: how honest it was, and why it was looked at. */
export interface Release {
  kind: string
  reasons: FreshReason[]
}

/**
 * A carrier as R42 sees it: people and who let them in, their sessions, what they handed over, points and parcels. It
 * keeps what the registry and the objects keep, and asks the product's own functions; time is the caller's.
 */
export class Fleet {
  readonly edges: Edge[] = []
  readonly people = new Map<string, Person>()
  readonly points = new Map<string, Point>()
  readonly releases: Release[] = []
  #serial = 0

  /** An account that a dispatcher, or nobody but the operator, made. */
  create(id: string, by: string, at: number): void {
    this.people.set(id, { since: at, sessions: [], contacts: new Set(), released: null })
    this.edges.push({ personId: id, byId: by, act: 'created', at })
  }

  #person(id: string): Person {
    const person = this.people.get(id)
    if (!person) throw new Error(`nobody is called ${id}`)
    return person
  }

  /** An invitation, exchanged at once. */
  invite(id: string, by: string, at: number, substitute = false): void {
    const person = this.#person(id)
    const { endedLive, pauseEndedAt } = openedAfter(person.sessions, substitute, at)
    for (const one of person.sessions)
      if (one.endedAt === null && one.expiresAt > at) Object.assign(one, { endedAt: at, end: 'replaced' })
    const times = { openedAt: at, expiresAt: at + SHIFT, endedAt: null, end: null }
    person.sessions.push({ ...times, invitedBy: by, substitute, endedLive, pauseEndedAt })
    this.edges.push({ personId: id, byId: by, act: 'invited', at })
  }

  /** Every session of somebody ends, by their own hand or another's. */
  end(id: string, at: number, end: 'left' | 'ended'): void {
    for (const one of this.#person(id).sessions)
      if (one.endedAt === null && one.expiresAt > at) Object.assign(one, { endedAt: at, end })
  }

  liftBlock(id: string, by: string, at: number): void {
    this.#person(id).released = { by, at }
  }

  openPoint(id: string, at: number): void {
    this.points.set(id, { since: at, issues: [] })
  }

  /** Handed over against a secret, at a door or at a counter. */
  bySecret(id: string, contact: string, at: number, pointId?: string): void {
    this.#person(id).contacts.add(contact)
    if (pointId) this.points.get(pointId)?.issues.push(at)
  }

  /** A release by identity now. `done`: what dispatchers did to the parcel before, `told` whether it reached anybody. */
  byIdentity(
    kind: string,
    id: string,
    at: number,
    { pointId, done = [], told = true }: { pointId?: string; done?: [Fact, string][]; told?: boolean } = {},
  ): FreshReason[] {
    const reasons = this.#judge(id, at, parcel(done, told, at), pointId)
    this.releases.push({ kind, reasons })
    if (pointId) this.points.get(pointId)?.issues.push(at)
    return reasons
  }

  #judge(id: string, at: number, shipment: Shipment, pointId: string | undefined): FreshReason[] {
    const { since, sessions, contacts, released } = this.#person(id)
    const session = sessions.at(-1)
    if (!session || session.endedAt !== null || session.expiresAt <= at)
      throw new Error(`${id} is not signed in`)
    const releasedBy = released && at - released.at < DAY ? released.by : null
    const { round, point, tablet } = shipment.changedBy
    const others = [...round, ...point, ...tablet, ...(releasedBy ? [releasedBy] : [])]
    const there = pointId ? this.points.get(pointId) : null
    const hands = {
      personId: id,
      since,
      contacts: Math.min(10, contacts.size),
      point: there
        ? { since: there.since, issues: there.issues.filter((then) => at - then >= 3 * DAY).length }
        : null,
      independentOf: others.filter((other) => independent(this.edges, id, other)),
      session: {
        invitedBy: session.invitedBy,
        invitedAt: null,
        endedLive: session.endedLive,
        afterPause: session.pauseEndedAt !== null,
        substitute: session.substitute,
        releasedBy,
      },
    }
    return freshReasons(shipment, hands, at)
  }

  contact = () => `contact-${this.#serial++}`
}

/** A secured parcel to which these things were done. */
function parcel(done: readonly [Fact, string][], told: boolean, at: number): Shipment {
  let shipment = settle(null, announced('chronopost'), at - DAY).after
  const news: Fact = { type: 'message-sent', cause: 'announced', channels: ['sms'], about: 1 }
  if (told) shipment = settle(shipment, news, at - DAY).after
  const way: Fact[] = [
    { type: 'scheduled', roundId: 'r', courierId: 'c' },
    { type: 'dispatched', roundId: 'r', courierId: 'c', point: POINT },
  ]
  for (const fact of way) shipment = settle(shipment, fact, at - 6 * HOUR).after
  for (const [fact, by] of done)
    shipment = settle(shipment, fact, at - HOUR, { role: 'dispatcher', id: by }).after
  return shipment
}
