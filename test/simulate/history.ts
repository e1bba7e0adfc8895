import { isOver } from '../../worker/domain/reading.ts'
import { begin, type Planned } from '../../worker/operations/begin.ts'
import { carryOn, resume } from '../../worker/operations/carry-on.ts'
import type { Refused } from '../../worker/operations/operation.ts'
import { wouldRefuse } from '../../worker/operations/rounds.ts'
import type { OperationName } from '../../worker/operations/table.ts'
import { answered, type StoredReply } from '../../worker/registry/answers.ts'
import {
  findRound,
  markRound,
  newRoundId,
  type Round,
  roundOn,
  stopsOf,
} from '../../worker/registry/rounds.ts'
import type { Call } from '../../worker/shipment/api.ts'
import { type Chance, chanceOf } from './chance.ts'
import { Cut, SimWorld } from './world.ts'

const DATE = '2026-03-04'
const START = Date.UTC(2026, 2, 4, 8)
const SHIPMENTS = 5
const COURIERS = ['c1', 'c2', 'c3']

type Outcome = StoredReply | Refused | 'reused'
type Plan = () => Promise<Planned<OperationName> | Refused>

/** How a history went, for whoever reads of one that went wrong. */
export interface Told {
  seed: number
  lines: string[]
  /** What is not as it must be; empty: all is well. */
  faults: string[]
  /** Operations that were begun, answered, and left unanswered. */
  counts: { begun: number; answered: number; left: number; resumed: number }
}

/** Dispatchers, couriers and the depot at work on a few parcels, while calls are cut, repeated and reordered. */
class History {
  readonly chance: Chance
  readonly world: SimWorld
  readonly told: Told
  #keys = 0
  /** Couriers that stand for one body each: of two under one key, the refused one's has no round. */
  #bodies = 0
  readonly #refusedBodies: string[] = []
  readonly #answeredRounds: string[] = []

  constructor(seed: number) {
    this.chance = chanceOf(seed)
    this.world = new SimWorld(this.chance, SHIPMENTS, START)
    this.told = { seed, lines: [], faults: [], counts: { begun: 0, answered: 0, left: 0, resumed: 0 } }
  }

  #call(print: string, key = `dispatcher:d key-${++this.#keys}`): Call {
    return { by: { role: 'dispatcher', id: 'd' }, once: { key, print } }
  }

  /** What a route does with a key, and a client that repeats it a few times before it gives up. */
  async #ask(name: string, call: Call, plan: Plan): Promise<Outcome | null> {
    const { stores } = this.world
    this.told.counts.begun++
    for (let tries = this.chance.below(3); tries >= 0; tries--)
      try {
        const known = await answered(stores.DB, call.once)
        const done =
          known === 'reused' || (known !== null && 'status' in known)
            ? known
            : known?.intent
              ? await carryOn(stores, call.once, known.intent)
              : await this.#begin(call, plan)
        if (done === null) continue
        this.told.lines.push(`${name}: ${JSON.stringify(done).slice(0, 100)}`)
        this.told.counts.answered++
        return done
      } catch (error) {
        // A claim that was there already, and what the network did, are met by asking again; bugs are not.
        if (!(error instanceof Cut) && !/UNIQUE|NOT NULL/.test(String(error))) throw error
      }
    this.told.lines.push(`${name}: no answer`)
    this.told.counts.left++
    return null
  }

  async #begin(call: Call, plan: Plan): Promise<StoredReply | Refused | null> {
    const planned = await plan()
    return 'refusal' in planned ? planned : begin(this.world.stores, call, planned)
  }

  #some(): string[] {
    const ids = [...this.world.shipments.keys()]
    return ids.filter(() => this.chance.once(3)).slice(0, 3)
  }

  async #rounds(): Promise<Round[]> {
    const rows = this.world.registry.sqlite.prepare('SELECT id FROM rounds').all() as { id: string }[]
    const found = await Promise.all(rows.map(({ id }) => findRound(this.world.stores.DB, id)))
    return found.filter((round) => round !== null)
  }

  async #anyRound(): Promise<Round | null> {
    const all = await this.#rounds()
    return all.length > 0 ? this.chance.of(all) : null
  }

  #makePlan(courierId: string, shipmentIds: string[]): Plan {
    return async () => {
      const round: Round = { id: newRoundId(), courierId, date: DATE, state: 'planned', closedAt: null }
      return (
        (await wouldRefuse(this.world.stores, round, shipmentIds)) ?? {
          operation: 'make-round',
          given: { round, shipmentIds },
        }
      )
    }
  }

  async #makeRound(): Promise<void> {
    const shipmentIds = this.#some()
    if (shipmentIds.length === 0) return
    const done = await this.#ask(
      'make',
      this.#call('p'),
      this.#makePlan(this.chance.of(COURIERS), shipmentIds),
    )
    if (done !== null && done !== 'reused' && 'status' in done)
      this.#answeredRounds.push((done.body as { id: string }).id)
  }

  /** One key, two bodies at one moment. */
  async #twoBodies(): Promise<void> {
    const { key } = this.#call('').once
    const couriers = [`b${++this.#bodies}`, `b${++this.#bodies}`]
    const ids = this.#some()
    if (ids.length < 2) return
    const done = await Promise.all(
      couriers.map((courierId, n) =>
        this.#ask(`body ${courierId}`, this.#call(courierId, key), this.#makePlan(courierId, [ids[n] ?? ''])),
      ),
    )
    for (const [n, one] of done.entries()) if (one === 'reused') this.#refusedBodies.push(couriers[n] ?? '')
  }

  async #dispatch(): Promise<void> {
    const round = await this.#anyRound()
    if (!round || round.state === 'closed') return
    const { id: roundId, courierId } = round
    await this.#ask('dispatch', this.#call('p'), async () => ({
      operation: 'dispatch-round',
      given: { roundId, courierId },
      statements: [markRound(this.world.stores.DB, roundId, 'dispatching')],
    }))
  }

  async #withdraw(): Promise<void> {
    const round = await this.#anyRound()
    const [stop] = round ? await stopsOf(this.world.stores.DB, round.id) : []
    if (!round || !stop) return
    const given = { roundId: round.id, planned: round.state === 'planned', shipmentId: stop.shipmentId }
    await this.#ask(`withdraw ${stop.shipmentId} from ${round.id}`, this.#call('p'), async () => ({
      operation: 'withdraw-stop',
      given,
    }))
  }

  async #move(): Promise<void> {
    const from = await this.#anyRound()
    const stops = from ? await stopsOf(this.world.stores.DB, from.id) : []
    if (!from || stops.length === 0) return
    const { shipmentId } = this.chance.of(stops)
    const courierId = this.chance.of(COURIERS)
    await this.#ask(`move ${shipmentId} from ${from.id}`, this.#call('p'), async () => {
      const state = from.state === 'planned' ? 'planned' : 'dispatched'
      const there = await roundOn(this.world.stores.DB, courierId, from.date)
      const fresh: Round = { id: newRoundId(), courierId, date: from.date, state, closedAt: null }
      const to = there?.state === state ? there : fresh
      return { operation: 'move-stop', given: { fromId: from.id, to, shipmentId } }
    })
  }

  async #depot(): Promise<void> {
    const scan = this.#some().map((shipmentId) => {
      const label = this.world.shipments.get(shipmentId)?.label ?? ''
      return { label, shipmentId, waybill: label }
    })
    const operation = this.chance.once(4) ? 'return-from-depot' : 'receive-at-depot'
    await this.#ask(operation, this.#call('p'), async () => ({ operation, given: { scan: [...scan, null] } }))
  }

  async #close(): Promise<void> {
    const round = await this.#anyRound()
    if (!round || round.state === 'planned') return
    const scanned = this.#some().map((id) => this.world.shipments.get(id)?.label ?? '')
    const given = { roundIds: [round.id], scanned }
    await this.#ask('close', this.#call('p'), async () => ({ operation: 'close-rounds', given }))
  }

  /** Somebody at the door, at the counter or in the office, with this shipment alone. */
  async #alone(): Promise<void> {
    const shipment = this.chance.of([...this.world.shipments.values()])
    const courierId = shipment.state?.assigned?.courierId ?? 'c1'
    const free = { blocked: { pin: false, identity: false } }
    const code = (right: boolean) => ({
      ...({ type: 'try-code', courierId, proof: 'pin', malformed: false, foreign: false } as const),
      ...{ ...free, matches: () => right },
    })
    const call = this.#call('p')
    const command = this.chance.of([
      { type: 'arrive', courierId, deviceAt: '', placed: false } as const,
      code(false),
      code(false),
      code(true),
      { type: 'fail-visit', courierId, reason: 'absent' } as const,
      { type: 'cancel' } as const,
    ])
    for (let repeats = this.chance.below(2); repeats >= 0; repeats--) shipment.commit(command, call)
  }

  async #comeBack(): Promise<void> {
    this.world.now += this.chance.below(6000)
    this.told.counts.resumed++
    try {
      await resume(this.world.stores, this.world.now)
    } catch (error) {
      if (!(error instanceof Cut)) throw error
    }
  }

  async live(acts: number): Promise<void> {
    const all = [
      ...[() => this.#makeRound(), () => this.#makeRound(), () => this.#dispatch(), () => this.#dispatch()],
      ...[() => this.#move(), () => this.#move(), () => this.#withdraw(), () => this.#depot()],
      ...[() => this.#close(), () => this.#alone(), () => this.#alone(), () => this.#alone()],
      ...[() => this.#twoBodies(), () => this.#comeBack()],
    ]
    for (let act = 0; act < acts; act++)
      await Promise.all(Array.from({ length: 1 + this.chance.below(3) }, () => this.chance.of(all)()))
    // Ten seconds without a cut and without a call.
    this.world.calm = true
    for (let seconds = 0; seconds < 10; seconds += 5) {
      this.world.now += 5000
      await resume(this.world.stores, this.world.now)
    }
    await this.#check()
    if (this.told.faults.length > 0)
      for (const { id, facts } of this.world.shipments.values())
        this.told.lines.push(
          `${id}: ${facts.map((fact) => [fact.type, 'roundId' in fact ? fact.roundId : ''].join(' ')).join(', ')}`,
        )
  }

  #fault(what: string): void {
    this.told.faults.push(what)
  }

  async #check(): Promise<void> {
    const { sqlite } = this.world.registry
    const left = sqlite.prepare('SELECT key, intent FROM answers WHERE intent IS NOT NULL').all()
    for (const { key, intent } of left) this.#fault(`half done: ${key} ${intent}`)
    const rounds = await this.#rounds()
    for (const round of rounds) await this.#checkRound(round)
    for (const { id, state, facts } of this.world.shipments.values()) {
      const on = state?.assigned
      const round = on && rounds.find((one) => one.id === on.roundId)
      // One that was called off meanwhile goes nowhere, whatever round it was about to go on.
      if (on && !round && !isOver(state)) this.#fault(`${id} is on a round that is nowhere: ${on.roundId}`)
      if (round && !(await stopsOf(this.world.stores.DB, round.id)).some((stop) => stop.shipmentId === id))
        this.#fault(`${id} is on no list of its round ${round.id}`)
      const wrong = facts.filter(({ type }) => type === 'code-refused' || type === 'handed-over').length
      if (wrong > 5) this.#fault(`${id}: ${wrong} codes evaluated`)
      if (facts.filter(({ type }) => type === 'handed-over').length > 1)
        this.#fault(`${id} was handed over twice`)
    }
    for (const id of this.#answeredRounds)
      if (!rounds.some((round) => round.id === id)) this.#fault(`${id} was answered, and is nowhere`)
    for (const courierId of this.#refusedBodies)
      if (rounds.some((round) => round.courierId === courierId))
        this.#fault(`${courierId} was 422, and has a round`)
  }

  /** A stop on a list that was not taken off it is a shipment that knows, or that went on from there. */
  async #checkRound({ id, state }: Round): Promise<void> {
    for (const { shipmentId, refused } of await stopsOf(this.world.stores.DB, id)) {
      const shipment = this.world.shipments.get(shipmentId)
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

/** One history from its seed. One at a time: its clock is everybody's as long as it lasts. */
export async function history(seed: number, acts = 12): Promise<Told> {
  const one = new History(seed)
  const { now } = Date
  Date.now = () => one.world.now
  try {
    await one.live(acts)
  } finally {
    Date.now = now
  }
  return one.told
}
