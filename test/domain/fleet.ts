import type { Fact } from '../../worker/domain/event.ts'
import { freshReasons } from '../../worker/domain/fresh-hands.ts'
import { settle } from '../../worker/domain/history.ts'
import { type Edge, independent } from '../../worker/domain/independence.ts'
import { DEVICE_UNSEEN_MS, NEW_MS } from '../../worker/domain/limits.ts'
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
  device: Device
}

/** A device that somebody was invited on, with the contacts to whom it handed over by secret. */
interface Device {
  name: string
  since: number
  contacts: Set<string>
  invitedBy: string
  /** Whether it is lent, or stands in for a broken one. */
  substitute: boolean
  revoked: boolean
}

interface Person {
  since: number
  sessions: Session[]
  devices: Device[]
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
    this.people.set(id, { since: at, sessions: [], devices: [], contacts: new Set(), released: null })
    this.edges.push({ personId: id, byId: by, act: 'created', at })
  }

  #person(id: string): Person {
    const person = this.people.get(id)
    if (!person) throw new Error(`nobody is called ${id}`)
    return person
  }

  /** The person's own tablet; after it was revoked, another one. */
  #tabletOf(id: string): string {
    const own = this.#person(id).devices.filter(({ name }) => name.startsWith('tablet'))
    return own.find(({ revoked }) => !revoked)?.name ?? `tablet ${own.length} of ${id}`
  }

  /** How many invitations were made since a time. */
  invitationsSince = (at: number) =>
    this.edges.filter((edge) => edge.act === 'device' && edge.at >= at).length

  /** Invites somebody, who opens the session at once, on a device that is known or enrolled by it. */
  invite(
    id: string,
    by: string,
    at: number,
    { substitute = false, device: name = this.#tabletOf(id) }: { substitute?: boolean; device?: string } = {},
  ): void {
    const person = this.#person(id)
    const known = person.devices.find((one) => one.name === name)
    if (known?.revoked) throw new Error(`${name} was revoked`)
    const device = known ?? {
      name,
      since: at,
      contacts: new Set(),
      invitedBy: by,
      substitute,
      revoked: false,
    }
    if (!known) person.devices.push(device)
    device.invitedBy = by
    const { endedLive, pauseEndedAt } = openedAfter(person.sessions, substitute, at)
    for (const one of person.sessions)
      if (one.endedAt === null && one.expiresAt > at) Object.assign(one, { endedAt: at, end: 'replaced' })
    const times = { openedAt: at, expiresAt: at + SHIFT, endedAt: null, end: null }
    person.sessions.push({ ...times, invitedBy: by, substitute, endedLive, pauseEndedAt, device })
    this.edges.push({ personId: id, byId: by, act: 'device', at })
  }

  /** Opens the next shift on a device, as its person does by their PIN. Returns whether it opens. */
  shift(id: string, at: number, name = this.#tabletOf(id)): boolean {
    const person = this.#person(id)
    const device = person.devices.find((one) => one.name === name)
    const seen = person.sessions.filter((one) => one.device === device).map(({ openedAt }) => openedAt)
    if (!device || device.revoked || at - Math.max(...seen) >= DEVICE_UNSEEN_MS) return false
    const { pauseEndedAt } = openedAfter(person.sessions, device.substitute, at)
    const live = person.sessions.filter((one) => one.endedAt === null && one.expiresAt > at)
    const endedLive =
      live.some((one) => one.device !== device) ||
      person.sessions.some((one) => one.device === device && one.endedLive && at - one.openedAt < NEW_MS)
    for (const one of live)
      Object.assign(one, { endedAt: at, end: one.device === device ? 'left' : 'replaced' })
    const times = { openedAt: at, expiresAt: at + SHIFT, endedAt: null, end: null }
    const { invitedBy, substitute } = device
    person.sessions.push({ ...times, invitedBy, substitute, endedLive, pauseEndedAt, device })
    return true
  }

  /** Revokes a device, which ends its sessions. */
  revoke(id: string, at: number, name = this.#tabletOf(id)): void {
    const person = this.#person(id)
    for (const one of person.devices) if (one.name === name) one.revoked = true
    for (const one of person.sessions)
      if (one.device.name === name && one.endedAt === null && one.expiresAt > at)
        Object.assign(one, { endedAt: at, end: 'ended' })
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
    const { contacts, devices, sessions } = this.#person(id)
    contacts.add(contact)
    const device = sessions.at(-1)?.device ?? devices[0]
    device?.contacts.add(contact)
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
      device: { since: session.device.since, contacts: Math.min(10, session.device.contacts.size) },
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
