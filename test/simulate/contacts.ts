import type { Fact } from '../../worker/domain/event.ts'
import { independentOf } from '../../worker/domain/independence.ts'
import { CONTACT_WAIT_MS } from '../../worker/domain/limits.ts'
import { isOver } from '../../worker/domain/reading.ts'
import { openRequests } from '../../worker/domain/request.ts'
import type { Actor } from '../../worker/domain/roles.ts'
import type { Office } from './office.ts'
import { count, type Part } from './report.ts'
import { FIRST, NOBODY, type SimShipment } from './shipment.ts'

/** Two groups of people who are independent of each other; x1 invited x2. The operator stands above both. */
const TREES: Record<string, string> = { x1: 'x', x2: 'x', y1: 'y' }
const EDGES = [{ personId: 'x2', byId: 'x1', act: 'invited' as const, at: 0 }]
const OPERATOR = 'operator'
const MINUTE = 60_000

/**
 * Plays whoever asks for another contact, agrees, declines or stops it, and the clock that makes a change
 * take effect.
 */
export class Contacts implements Part {
  readonly #office: Office
  #people = 0
  /** Each agreement to a contact change: what the person saw and the event that recorded it. */
  readonly #agreed: { id: string; seq: number; seen: string }[] = []
  readonly #stopped: { id: string; seq: number }[] = []

  constructor(office: Office) {
    this.#office = office
  }

  get acts() {
    const whole = () => this.#whole()
    const decide = () => this.#decide()
    const later = () => this.#later()
    return [
      ...[() => this.#request(), decide, decide, later, later, whole, whole, whole],
      ...[() => this.#stop(), () => this.#ring()],
    ]
  }

  get #all(): SimShipment[] {
    return [...this.#office.world.shipments.values()].filter(({ id }) => !id.startsWith('d'))
  }

  /** Returns a shipment whose contact can be changed now, or any shipment when there is none. */
  #any(): SimShipment {
    const { chance } = this.#office
    const free = this.#all.filter(
      ({ state }) => state && !isOver(state) && state.phase !== 'scheduled' && !state.visit?.open,
    )
    const held = free.filter(({ state }) => state?.phase === 'held')
    const some = held.length > 0 && chance.oneIn(2) ? held : free
    return chance.of(some.length > 0 ? some : this.#all)
  }

  /** Plays a contact change as it usually goes, while others keep trying codes. */
  async #whole(): Promise<void> {
    const { chance, world } = this.#office
    const shipment = this.#any()
    await this.#request(shipment)
    if (!chance.oneIn(8)) shipment.ring(() => chance.oneIn(8))
    await this.#decide(shipment)
    world.now += chance.of([29, 31, 31]) * MINUTE
    if (chance.oneIn(6)) await this.#stop(shipment)
    shipment.ring(() => chance.oneIn(8))
  }

  async #request(shipment = this.#any()): Promise<void> {
    const { chance, world } = this.#office
    const requestedBy = chance.of(['x1', 'x2', 'y1'])
    const person = `person-${++this.#people}`
    const call = this.#office.call({ role: 'dispatcher', id: requestedBy })
    const contacts = { hasPhone: true, hasEmail: false }
    const done = await world.insist(shipment.id, (one) =>
      one.carryOut({ type: 'request-contact', requestedBy, contacts }, call, person),
    )
    this.#note(shipment, `contact ${person} asked by ${requestedBy}`, done)
  }

  #note({ id }: SimShipment, what: string, done: unknown): void {
    this.#office.report.lines.push(`${id}: ${what} → ${JSON.stringify(done)}`)
  }

  /** Returns a shipment that has an open contact change. */
  #waiting(): SimShipment | undefined {
    const waiting = this.#all.filter(({ state }) => state?.contactChange)
    return waiting.length > 0 ? this.#office.chance.of(waiting) : undefined
  }

  /**
   * Lets somebody decide about what they see. By the time the decision arrives, the request may be another
   * one.
   */
  async #decide(shipment = this.#waiting()): Promise<void> {
    const { chance, world } = this.#office
    const request = shipment?.state && openRequests(shipment.state).find(({ kind }) => kind === 'contact')
    if (!shipment || !request) return
    const seen = shipment.people.get(request.seq) ?? ''
    const by = chance.of(['x1', 'x2', 'y1', 'y1', 'y1', OPERATOR])
    const decision = chance.oneIn(8) ? 'decline' : 'agree'
    const actor: Actor = { role: 'dispatcher', id: by }
    const call = this.#office.call(actor)
    const operator = by === OPERATOR
    const done = await world.insist(shipment.id, (one) => {
      const { kind, seq, apart } = request
      const free = independentOf(EDGES, by, apart, world.now)
      // Compares what they saw with the person stored beside the request, as the object does.
      const same = one.people.get(seq) === seen
      const command = {
        type: 'decide-request',
        kind,
        seq,
        decision,
        by,
        independentOf: free,
        operator,
        same,
      } as const
      return one.carryOut(command, call)
    })
    this.#note(shipment, `${decision} ${seen} by ${by}`, done)
    if (done?.ok && decision === 'agree') this.#agreed.push({ id: shipment.id, seq: done.seq ?? 0, seen })
  }

  /** Lets the recipient stop the change, by any link that they were sent. */
  async #stop(shipment = this.#waiting()): Promise<void> {
    const { chance, world } = this.#office
    if (!shipment?.state) return
    const { link, contactLink } = shipment.state
    const session = 'phone'
    const call = this.#office.call({ role: 'recipient', id: session })
    const by = chance.oneIn(2) ? link : contactLink
    const done = await world.insist(shipment.id, (one) =>
      one.carryOut({ type: 'stop-contact-change', session, link: by }, call),
    )
    this.#note(shipment, `stopped by link ${by}`, done)
    if (done?.ok) this.#stopped.push({ id: shipment.id, seq: done.seq ?? 0 })
  }

  async #later(): Promise<void> {
    const { chance, world } = this.#office
    const minutes = chance.of([1, 10, 29, 31])
    world.now += minutes * MINUTE
    this.#office.report.lines.push(`${minutes} minutes`)
    await this.#ring()
  }

  async #ring(): Promise<void> {
    const { chance } = this.#office
    for (const shipment of this.#all) if (!chance.oneIn(4)) shipment.ring(() => chance.oneIn(8))
  }

  async check(): Promise<void> {
    for (const shipment of this.#all) {
      const fault = (what: string) => void this.#office.report.faults.push(`${shipment.id}: ${what}`)
      const owners = checkChanges(shipment, fault)
      count(this.#office.report, 'contacts changed', new Set(owners).size - 1)
      checkCodes(shipment, owners, fault)
    }
    for (const { id, seq, seen } of this.#agreed) {
      const { facts, people } = this.#office.world.shipment(id)
      const asked = facts.slice(0, seq).findLastIndex(({ type }) => type === 'contact-change-requested') + 1
      if (people.get(asked) !== seen)
        this.#office.report.faults.push(
          `${id}: ${seen} was agreed to, and ${people.get(asked)} was asked for`,
        )
    }
    for (const { id, seq } of this.#stopped) {
      const { facts } = this.#office.world.shipment(id)
      if (facts[seq - 1]?.type !== 'contact-change-stopped')
        this.#office.report.faults.push(
          `${id}: the recipient was told that it is stopped, and event ${seq} is none`,
        )
    }
  }
}

/**
 * Returns whose the shipment is after each event, from the log and R9's own words: a requested contact takes
 * effect if an independent person agreed, half an hour after the old contact was told, and if nobody stopped
 * it.
 */
function checkChanges({ log, people }: SimShipment, fault: (what: string) => void): string[] {
  let owner = FIRST
  let asked: { seq: number; at: number; by: string } | null = null
  let agreed = false
  let operator = false
  let heard: number | null = null
  return log.map(({ fact, at, by }, index) => {
    if (fact.type === 'contact-change-requested') {
      asked = { seq: index + 1, at, by: fact.requestedBy }
      ;[agreed, operator, heard] = [false, false, null]
    }
    if (fact.type === 'contact-change-stopped') asked = null
    if (fact.type === 'contact-change-approved' && asked) {
      operator ||= by.id === OPERATOR
      agreed ||= by.id === OPERATOR || TREES[by.id] !== TREES[asked.by]
    }
    if (fact.type === 'message-sent' && fact.about === asked?.seq && fact.cause === 'contact-change')
      heard ??= at
    if (fact.type !== 'contact-changed') return owner
    if (!asked) fault('a contact came into force that nobody asks for any more')
    else {
      if (!agreed) fault('a contact came into force that nobody independent agreed to')
      if (heard === null && !operator) fault('a contact came into force of which the old one never heard')
      if (at < (heard ?? asked.at) + CONTACT_WAIT_MS) fault('a contact came into force before its half hour')
      owner = people.get(asked.seq) ?? ''
    }
    asked = null
    return owner
  })
}

/** Facts that make a new version of the secret. */
const RENEWS: Fact['type'][] = ['held', 'handed-over', 'received-at-point', 'contact-changed']

/**
 * Checks that a code opens only for the person the shipment belongs to at that moment, and that nobody else
 * is told one.
 */
function checkCodes({ used, facts }: SimShipment, owners: string[], fault: (what: string) => void): void {
  for (const { owner, version, index, where, right, typedAt } of used) {
    const whose = owners[index - 1] ?? FIRST
    if (where === 'message' && owner !== whose) fault(`${owner} was told the code of ${whose}`)
    if (!right || where === 'message') continue
    // A code that nobody was told may be right only if a fact made its version while the call was on its way.
    const made = facts.slice(typedAt, index).some(({ type }) => RENEWS.includes(type))
    if (owner === NOBODY && !made) fault(`version ${version} opened before there was one`)
    if (owner !== NOBODY && owner !== whose)
      fault(`version ${version}, told ${owner}, opened what was for ${whose}`)
  }
}
