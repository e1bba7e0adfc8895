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
  /** The contacts to whom they handed over by secret. */
  contacts: Set<string>
  released: { by: string; at: number } | null
}

/** A point, with the times of its unquestioned issues. */
interface Point {
  since: number
  issues: number[]
}

/** One identity release: of which kind it was and why it was looked at. */
export interface Release {
  kind: string
  reasons: FreshReason[]
}

/**
 * A carrier as R42 sees it: people and who invited them, their sessions, their hand-overs, points and
 * parcels. It keeps what the registry and the objects keep, and calls the product's own functions. The caller
 * passes every time.
 */
export class Fleet {
  readonly edges: Edge[] = []
  readonly people = new Map<string, Person>()
  readonly points = new Map<string, Point>()
  readonly releases: Release[] = []
  #serial = 0

  /** Creates an account, made by a dispatcher or by the operator alone. */
  create(id: string, by: string, at: number): void {
    this.people.set(id, { since: at, sessions: [], contacts: new Set(), released: null })
    this.edges.push({ personId: id, byId: by, act: 'created', at })
  }

  #person(id: string): Person {
    const person = this.people.get(id)
    if (!person) throw new Error(`nobody is called ${id}`)
    return person
  }

  /** Invites somebody, who opens the session at once. */
  invite(id: string, by: string, at: number, substitute = false): void {
    const person = this.#person(id)
    const { endedLive, pauseEndedAt } = openedAfter(person.sessions, substitute, at)
    for (const one of person.sessions)
      if (one.endedAt === null && one.expiresAt > at) Object.assign(one, { endedAt: at, end: 'replaced' })
    const times = { openedAt: at, expiresAt: at + SHIFT, endedAt: null, end: null }
    person.sessions.push({ ...times, invitedBy: by, substitute, endedLive, pauseEndedAt })
    this.edges.push({ personId: id, byId: by, act: 'invited', at })
  }

  /** Ends every session of a person, by their own act (`left`) or by somebody else's (`ended`). */
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

  /** Records a hand-over by secret at a door or at a counter. */
  bySecret(id: string, contact: string, at: number, pointId?: string): void {
    this.#person(id).contacts.add(contact)
    if (pointId) this.points.get(pointId)?.issues.push(at)
  }

  /**
   * Makes an identity release now and returns why it is looked at. `done` holds the earlier acts of
   * dispatchers on the parcel, and `told` says whether a message reached the recipient.
   */
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

/** Returns a secured parcel on which these acts were done. */
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
