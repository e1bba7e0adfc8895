import { isOver } from '../../worker/domain/reading.ts'
import type { Actor } from '../../worker/domain/roles.ts'
import { wouldRefuse } from '../../worker/operations/rounds.ts'
import {
  findRound,
  markRound,
  newRoundId,
  type Round,
  roundOn,
  stopsOf,
} from '../../worker/registry/rounds.ts'
import type { Chance } from './chance.ts'
import type { Office, Plan } from './office.ts'
import type { Part } from './report.ts'
import type { SimWorld } from './world.ts'

const DATE = '2026-03-04'
const COURIERS = ['c1', 'c2', 'c3']
/** The courier whose round nobody in the office changes. */
export const APART = 'apart'
/** The courier who brings parcels to points. */
export const TO_POINTS = 'to-points'
const DISPATCHER: Actor = { role: 'dispatcher', id: 'd' }

/** Plays dispatchers and the depot at work on the rounds of a few parcels. */
export class Rounds implements Part {
  readonly #office: Office
  readonly #world: SimWorld
  readonly #chance: Chance
  /**
   * Each of two bodies under one key names its own courier, so that the refused body's courier must have no
   * round.
   */
  #bodies = 0
  readonly #refusedBodies: string[] = []
  readonly #answeredRounds: string[] = []

  constructor(office: Office) {
    this.#office = office
    this.#world = office.world
    this.#chance = office.chance
  }

  get acts() {
    return [
      ...[() => this.#makeRound(), () => this.#makeRound(), () => this.#dispatch(), () => this.#dispatch()],
      ...[() => this.#move(), () => this.#move(), () => this.#withdraw(), () => this.#depot()],
      ...[() => this.#close(), () => this.#twoBodies()],
    ]
  }

  /** Sends out a round with some shipments before anything else happens. */
  async sendOut(courierId: string, shipmentIds: string[]): Promise<void> {
    const ask = (plan: Plan) => this.#office.ask('out', this.#office.call(DISPATCHER), plan)
    const made = await ask(this.#makePlan(courierId, shipmentIds))
    const { id: roundId } = (made as { body: { id: string } }).body
    await ask(async () => ({ operation: 'dispatch-round', given: { roundId, courierId } }))
  }

  #some(): string[] {
    const ids = [...this.#world.shipments.keys()].filter((id) => !id.startsWith('d'))
    return ids.filter(() => this.#chance.oneIn(4)).slice(0, 3)
  }

  async #rounds(): Promise<Round[]> {
    const rows = this.#world.registry.sqlite.prepare('SELECT id FROM rounds').all() as { id: string }[]
    const found = await Promise.all(rows.map(({ id }) => findRound(this.#world.stores.DB, id)))
    return found.filter((round) => round !== null)
  }

  async #anyRound(): Promise<Round | null> {
    // The round to the points is usually left alone, because otherwise few parcels would reach a counter.
    const alone = this.#chance.oneIn(4) ? [APART] : [APART, TO_POINTS]
    const all = (await this.#rounds()).filter(({ courierId }) => !alone.includes(courierId))
    return all.length > 0 ? this.#chance.of(all) : null
  }

  #makePlan(courierId: string, shipmentIds: string[]): Plan {
    return async () => {
      const round: Round = { id: newRoundId(), courierId, date: DATE, state: 'planned', closedAt: null }
      return (
        (await wouldRefuse(this.#world.stores, round, shipmentIds)) ?? {
          operation: 'make-round',
          given: { round, shipmentIds },
        }
      )
    }
  }

  async #makeRound(): Promise<void> {
    const shipmentIds = this.#some()
    if (shipmentIds.length === 0) return
    const done = await this.#office.ask(
      'make',
      this.#office.call(DISPATCHER),
      this.#makePlan(this.#chance.of(COURIERS), shipmentIds),
    )
    if (done !== null && done !== 'reused' && 'status' in done)
      this.#answeredRounds.push((done.body as { id: string }).id)
  }

  /** Sends two bodies under one key at the same moment. */
  async #twoBodies(): Promise<void> {
    const { key } = this.#office.call(DISPATCHER).idempotency
    const couriers = [`b${++this.#bodies}`, `b${++this.#bodies}`]
    const ids = this.#some()
    if (ids.length < 2) return
    const done = await Promise.all(
      couriers.map((courierId, n) =>
        this.#office.ask(
          `body ${courierId}`,
          this.#office.call(DISPATCHER, courierId, key),
          this.#makePlan(courierId, [ids[n] ?? '']),
        ),
      ),
    )
    for (const [n, one] of done.entries()) if (one === 'reused') this.#refusedBodies.push(couriers[n] ?? '')
  }

  async #dispatch(): Promise<void> {
    const round = await this.#anyRound()
    if (!round || round.state === 'closed') return
    const { id: roundId, courierId } = round
    await this.#office.ask('dispatch', this.#office.call(DISPATCHER), async () => ({
      operation: 'dispatch-round',
      given: { roundId, courierId },
      statements: [markRound(this.#world.stores.DB, roundId, 'dispatching')],
    }))
  }

  async #withdraw(): Promise<void> {
    const round = await this.#anyRound()
    const [stop] = round ? await stopsOf(this.#world.stores.DB, round.id) : []
    if (!round || !stop) return
    const given = { roundId: round.id, planned: round.state === 'planned', shipmentId: stop.shipmentId }
    await this.#office.ask(
      `withdraw ${stop.shipmentId} from ${round.id}`,
      this.#office.call(DISPATCHER),
      async () => ({
        operation: 'withdraw-stop',
        given,
      }),
    )
  }

  async #move(): Promise<void> {
    const from = await this.#anyRound()
    const stops = from ? await stopsOf(this.#world.stores.DB, from.id) : []
    if (!from || stops.length === 0) return
    const { shipmentId } = this.#chance.of(stops)
    const courierId = this.#chance.of(COURIERS)
    await this.#office.ask(`move ${shipmentId} from ${from.id}`, this.#office.call(DISPATCHER), async () => {
      const state = from.state === 'planned' ? 'planned' : 'dispatched'
      const there = await roundOn(this.#world.stores.DB, courierId, from.date)
      const fresh: Round = { id: newRoundId(), courierId, date: from.date, state, closedAt: null }
      const to = there?.state === state ? there : fresh
      return { operation: 'move-stop', given: { fromId: from.id, to, shipmentId } }
    })
  }

  async #depot(): Promise<void> {
    const scan = this.#some().map((shipmentId) => {
      const label = this.#chance.of(this.#world.shipment(shipmentId).labels)
      return { label, shipmentId, waybill: `WAYBILL-${shipmentId}` }
    })
    const operation = this.#chance.oneIn(4) ? 'return-from-depot' : 'receive-at-depot'
    await this.#office.ask(operation, this.#office.call(DISPATCHER), async () => ({
      operation,
      given: { scan: [...scan, null] },
    }))
  }

  async #close(): Promise<void> {
    const round = await this.#anyRound()
    if (!round || round.state === 'planned') return
    const scanned = this.#some().flatMap((id) => this.#world.shipment(id).labels)
    const given = { roundIds: [round.id], scanned }
    await this.#office.ask('close', this.#office.call(DISPATCHER), async () => ({
      operation: 'close-rounds',
      given,
    }))
  }

  #fault(what: string): void {
    this.#office.report.faults.push(what)
  }

  async check(): Promise<void> {
    const rounds = await this.#rounds()
    for (const round of rounds) await this.#checkRound(round)
    for (const { id, state } of this.#world.shipments.values()) {
      const on = state?.assigned
      const round = on && rounds.find((one) => one.id === on.roundId)
      // A shipment that was cancelled meanwhile goes nowhere, whatever round it was about to join.
      if (on && !round && !isOver(state)) this.#fault(`${id} is on a round that is nowhere: ${on.roundId}`)
      if (round && !(await stopsOf(this.#world.stores.DB, round.id)).some((stop) => stop.shipmentId === id))
        this.#fault(`${id} is on no list of its round ${round.id}`)
    }
    for (const id of this.#answeredRounds)
      if (!rounds.some((round) => round.id === id)) this.#fault(`${id} was answered, and is nowhere`)
    for (const courierId of this.#refusedBodies)
      if (rounds.some((round) => round.courierId === courierId))
        this.#fault(`${courierId} was 422, and has a round`)
  }

  /**
   * Checks that every shipment on a round's list that was not taken off knows of the round, or went on from
   * there.
   */
  async #checkRound({ id, state }: Round): Promise<void> {
    for (const { shipmentId, refused } of await stopsOf(this.#world.stores.DB, id)) {
      const shipment = this.#world.shipments.get(shipmentId)
      if (refused !== null || state === 'closed' || !shipment?.state) continue
      const scheduled = shipment.facts.some(
        (fact) => (fact.type === 'scheduled' || fact.type === 'moved') && fact.roundId === id,
      )
      if (!scheduled) this.#fault(`round ${id} lists ${shipmentId}, which was never told`)
      const elsewhere = shipment.state.assigned !== null && shipment.state.assigned.roundId !== id
      if (state === 'planned' && elsewhere && !isOver(shipment.state))
        this.#fault(
          `planned round ${id} lists ${shipmentId}, which is on ${shipment.state.assigned?.roundId}`,
        )
    }
  }
}
