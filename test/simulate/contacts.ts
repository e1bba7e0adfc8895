import type { Fact } from '../../worker/domain/event.ts'
import { independentOf } from '../../worker/domain/independence.ts'
import { CONTACT_WAIT_MS } from '../../worker/domain/limits.ts'
import { isOver } from '../../worker/domain/reading.ts'
import { openRequests } from '../../worker/domain/request.ts'
import type { Actor } from '../../worker/domain/roles.ts'
import type { Office } from './office.ts'
import { FIRST, NOBODY, type SimShipment } from './shipment.ts'
import { count, type Part } from './told.ts'

/** Two trees of people: everybody of one came by somebody of the same. The operator is above both. */
const TREES: Record<string, string> = { x1: 'x', x2: 'x', y1: 'y' }
const EDGES = [{ personId: 'x2', byId: 'x1', act: 'invited' as const, at: 0 }]
const OPERATOR = 'operator'
const MINUTE = 60_000

/** Who asks for another contact, agrees, declines, stops it, and the clock that brings it about. */
export class Contacts implements Part {
  readonly #office: Office
  #people = 0
  /** What was seen by whoever agreed, and the event that it came to be. */
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

  /** One for which another contact can be asked for now; any, where there is none. */
  #any(): SimShipment {
    const { chance } = this.#office
    const free = this.#all.filter(
      ({ state }) => state && !isOver(state) && state.phase !== 'scheduled' && !state.visit?.open,
    )
    const held = free.filter(({ state }) => state?.phase === 'held')
    const some = held.length > 0 && chance.once(2) ? held : free
    return chance.of(some.length > 0 ? some : this.#all)
  }

  /** A change as it mostly goes, while others go on trying codes. */
  async #whole(): Promise<void> {
    const { chance, world } = this.#office
    const shipment = this.#any()
    await this.#request(shipment)
    if (!chance.once(8)) shipment.ring(() => chance.once(8))
    await this.#decide(shipment)
    world.now += chance.of([29, 31, 31]) * MINUTE
    if (chance.once(6)) await this.#stop(shipment)
    shipment.ring(() => chance.once(8))
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
    this.#office.told.lines.push(`${id}: ${what} → ${JSON.stringify(done)}`)
  }

  /** One of which another contact is asked for. */
  #waiting(): SimShipment | undefined {
    const waiting = this.#all.filter(({ state }) => state?.contactChange)
    return waiting.length > 0 ? this.#office.chance.of(waiting) : undefined
  }

  /** Somebody decides about what they see; by the time that it arrives, something else may be asked. */
  async #decide(shipment = this.#waiting()): Promise<void> {
    const { chance, world } = this.#office
    const request = shipment?.state && openRequests(shipment.state).find(({ kind }) => kind === 'contact')
    if (!shipment || !request) return
    const seen = shipment.people.get(request.seq) ?? ''
    const by = chance.of(['x1', 'x2', 'y1', 'y1', 'y1', OPERATOR])
    const decision = chance.once(8) ? 'decline' : 'agree'
    const actor: Actor = { role: 'dispatcher', id: by }
    const call = this.#office.call(actor)
    const operator = by === OPERATOR
    const done = await world.insist(shipment.id, (one) => {
      const { kind, seq, apart } = request
      const free = independentOf(EDGES, by, apart, world.now)
      // What they saw is held against what stands beside the request, as the object does.
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

  /** The recipient keeps what they have, by any link that they were sent. */
  async #stop(shipment = this.#waiting()): Promise<void> {
    const { chance, world } = this.#office
    if (!shipment?.state) return
    const { link, contactLink } = shipment.state
    const session = 'phone'
    const call = this.#office.call({ role: 'recipient', id: session })
    const by = chance.once(2) ? link : contactLink
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
    this.#office.told.lines.push(`${minutes} minutes`)
    await this.#ring()
  }

  async #ring(): Promise<void> {
    const { chance } = this.#office
    for (const shipment of this.#all) if (!chance.once(4)) shipment.ring(() => chance.once(8))
  }

  async check(): Promise<void> {
    for (const shipment of this.#all) {
      const fault = (what: string) => void this.#office.told.faults.push(`${shipment.id}: ${what}`)
      const owners = checkChanges(shipment, fault)
      count(this.#office.told, 'contacts changed', new Set(owners).size - 1)
      checkCodes(shipment, owners, fault)
    }
    for (const { id, seq, seen } of this.#agreed) {
      const { facts, people } = this.#office.world.shipment(id)
      const asked = facts.slice(0, seq).findLastIndex(({ type }) => type === 'contact-change-requested') + 1
      if (people.get(asked) !== seen)
        this.#office.told.faults.push(`${id}: ${seen} was agreed to, and ${people.get(asked)} was asked for`)
    }
    for (const { id, seq } of this.#stopped) {
      const { facts } = this.#office.world.shipment(id)
      if (facts[seq - 1]?.type !== 'contact-change-stopped')
        this.#office.told.faults.push(
          `${id}: the recipient was told that it is stopped, and event ${seq} is none`,
        )
    }
  }
}

/**
 * Whose the shipment is after each event, by the log and by R9's own words: a contact that was asked for takes effect if
 * a person of another tree agreed, half an hour after the old one heard of it, and if nobody stopped it.
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

/** What makes a new version of the secret. */
const RENEWS: Fact['type'][] = ['held', 'handed-over', 'received-at-point', 'contact-changed']

/** A code opens for whoever the shipment is for at that moment, and for nobody else; nobody else is told one. */
function checkCodes({ used, facts }: SimShipment, owners: string[], fault: (what: string) => void): void {
  for (const { owner, version, index, where, right, typedAt } of used) {
    const whose = owners[index - 1] ?? FIRST
    if (where === 'message' && owner !== whose) fault(`${owner} was told the code of ${whose}`)
    if (!right || where === 'message') continue
    // The next one is not in force before something made it so, while the call was on its way.
    const made = facts.slice(typedAt, index).some(({ type }) => RENEWS.includes(type))
    if (owner === NOBODY && !made) fault(`version ${version} opened before there was one`)
    if (owner !== NOBODY && owner !== whose)
      fault(`version ${version}, told ${owner}, opened what was for ${whose}`)
  }
}
