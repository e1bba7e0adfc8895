import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { evolve } from '../../worker/domain/evolve.ts'
import { policyOf } from '../../worker/domain/policy.ts'
import type { Shipment as State } from '../../worker/domain/state.ts'
import type { Stores } from '../../worker/operations/operation.ts'
import type { Call, Result } from '../../worker/shipment/api.ts'
import { openRegistry } from '../support/sqlite-d1.ts'
import type { Chance } from './chance.ts'

/** What the network does to a call: `cut` before it arrives or after it was done, or it is done twice. */
export class Cut extends Error {}

/** One shipment: the real rules, one synchronous commit a command, answers by key; what an object keeps. */
export class SimShipment {
  readonly id: string
  readonly label: string
  readonly facts: Fact[] = []
  state: State | null = null
  readonly #answers = new Map<string, { print: string; result: Result }>()
  readonly #now: () => number

  constructor(id: string, label: string, now: () => number) {
    this.id = id
    this.label = label
    this.#now = now
    const policy = policyOf('kse')
    this.commit({
      ...({ type: 'announce', waybill: label, contractId: 'c', policyVersion: 1, policy } as const),
      ...{ carrier: 'C', sender: 'S', labels: [label], locale: 'en', destination: null },
      recipient: { hasPhone: true, hasEmail: false, kind: 'consumer', inPerson: true, atPoint: false },
    })
  }

  commit(command: Command, call?: Call): Result {
    const known = call && this.#answers.get(call.once.key)
    if (known) return known.print === call.once.print ? known.result : { ok: false, refusal: 'key-reused' }
    const decision = decide(this.state, command, this.#now())
    if (!decision.ok) return decision
    const before = this.facts.length
    for (const fact of decision.facts) {
      this.facts.push(fact)
      this.state = evolve(this.state, fact, this.#now(), call?.by)
    }
    const seq = before + (decision.facts.length > 0 ? 1 : 0)
    const result: Result = { ok: true, value: decision.answer, seq }
    // Only what had an effect is known again, as the object's row of its event.
    if (call && decision.facts.length > 0)
      this.#answers.set(call.once.key, { print: call.once.print, result })
    return result
  }
}

/** Made once, and emptied for every history: making its tables takes longer than most histories do. */
const registry = openRegistry()
/** A shipment is found by the index, which has it by the time anybody is told its id. */
const INDEXED = `INSERT OR IGNORE INTO shipments
  (id, announced_at, waybill, contract_id, state, secured, parcels, handed_over, changed_at, seq, over)
  VALUES (?, ?, ?, 'c', 'announced', 1, 1, 0, ?, 1, 0)`
const EMPTY = 'DELETE FROM answers; DELETE FROM rounds; DELETE FROM stops;'

/** The real registry on a real database, shipments by the real rules, and a network that cuts, repeats and reorders. */
export class SimWorld {
  readonly registry = registry
  readonly shipments = new Map<string, SimShipment>()
  /** Nothing is cut any more. */
  calm = false
  now: number
  readonly stores: Stores
  readonly #chance: Chance

  constructor(chance: Chance, shipments: number, start: number) {
    registry.sqlite.exec(EMPTY)
    this.#chance = chance
    this.now = start
    for (let n = 1; n <= shipments; n++) {
      const id = `s${n}`
      this.shipments.set(id, new SimShipment(id, `LABEL-${n}`, () => this.now))
      registry.sqlite.prepare(INDEXED).run(id, start, `LABEL-${n}`, start)
    }
    const { db } = this.registry
    this.stores = {
      DB: {
        prepare: db.prepare.bind(db),
        batch: (statements: Parameters<typeof db.batch>[0]) => this.#across(() => db.batch(statements)),
      },
      SHIPMENT: this.#namespace((id) => this.#stub(id)),
      PERSON: this.#namespace(() => ({ comeBack: () => this.#across(async () => undefined) })),
    } as unknown as Stores
  }

  #namespace(get: (id: string) => object) {
    return { idFromName: (id: string) => id, get }
  }

  #stub(id: string) {
    const shipment = this.shipments.get(id)
    const none: Result = { ok: false, refusal: 'not-found' }
    const tell = (command: Command, call: Call) =>
      this.#across(async () => shipment?.commit(command, call) ?? none)
    return {
      carryOut: tell,
      dispatch: (roundId: string, courierId: string, _points: unknown, call: Call) =>
        tell({ type: 'dispatch', roundId, courierId, point: null }, call),
      wouldAccept: async (command: Command) => (shipment ? decide(shipment.state, command, this.now) : none),
    }
  }

  /** A call across to another store. */
  async #across<T>(done: () => Promise<T>): Promise<T> {
    // Others go on in between, as many steps as it happens.
    for (let steps = this.#chance.below(4); steps > 0; steps--) await Promise.resolve()
    if (this.calm) return done()
    if (this.#chance.once(14)) throw new Cut('lost on the way')
    const result = await done()
    if (this.#chance.once(14)) throw new Cut('lost on the way back')
    return this.#chance.once(14) ? done().catch(() => result) : result
  }
}
