import type { PointInfo } from '../../worker/domain/choose-point.ts'
import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import { type PolicyOverrides, policyOf } from '../../worker/domain/policy.ts'
import type { Profile } from '../../worker/domain/terms.ts'
import type { Call } from '../../worker/objects/call.ts'
import type { Result } from '../../worker/objects/shipment.ts'
import type { Stores } from '../../worker/operations/operation.ts'
import { openRegistry } from '../support/sqlite-d1.ts'
import type { Chance } from './chance.ts'
import { type Plant, SimShipment } from './shipment.ts'

/** No answer came: the call was lost on its way, is still on its way, or was done and its answer lost. */
export class Cut extends Error {}

/** Where parcels wait that may not be handed over, and one where they do not. */
export const POINT: PointInfo = { id: 'p1', name: 'P', kind: 'point', address: 'A' }
export const OTHER_POINT_ID = 'p2'

interface Kind {
  profile: Profile
  policy?: PolicyOverrides
  parcels: number
  destination?: PointInfo
}
const PLAIN: Kind = { profile: 'kse', parcels: 1 }
/** Under these rules a counter takes codes after NL, five of their own. */
const HELD: Kind = { profile: 'kse', parcels: 3, policy: { withoutCode: 'hold', afterWrong: 'hold' } }
const DROPPED: Kind = { profile: 'chronopost', parcels: 3, destination: POINT }

/** Everything that is on its way in a history. `d…`: each at a door of its own, all along on one round. */
const SHIPMENTS: Record<string, Kind> = {
  ...{ s1: PLAIN, s2: PLAIN, s3: { ...PLAIN, parcels: 3 }, s4: HELD, s5: DROPPED },
  ...{ k1: HELD, k2: DROPPED, k3: { ...HELD, parcels: 1 } },
  ...{ d1: { profile: 'chronopost', parcels: 1 }, d2: PLAIN },
}

/** Made once, and emptied for every history: making its tables takes longer than most histories do. */
const registry = openRegistry()
/** A shipment is found by the index, which has it by the time anybody is told its id. */
const INDEXED = `INSERT OR IGNORE INTO shipments
  (id, announced_at, waybill, contract_id, state, secured, parcels, handed_over, changed_at, seq, over)
  VALUES (?, ?, ?, 'c', 'announced', 1, ?, 0, ?, 1, 0)`

const EMPTY =
  'DELETE FROM answers; DELETE FROM rounds; DELETE FROM stops; DELETE FROM labels; DELETE FROM shipments;'

/** The planted bug of an operation that nobody goes on with: a closing that stopped half-way is found by nobody. */
const neverResumed = (sql: string) =>
  sql.replace(
    'WHERE intent IS NOT NULL',
    "WHERE intent IS NOT NULL AND json_extract(intent, '$.operation') <> 'close-rounds'",
  )

/** The real registry on a real database, shipments by the real rules, and a network that cuts, repeats and reorders. */
export class SimWorld {
  readonly registry = registry
  readonly shipments = new Map<string, SimShipment>()
  /** Nothing is cut any more. */
  calm = true
  now: number
  /** Goes on with every beginning and end of a call: of two instants, which was first. */
  ticks = 0
  readonly stores: Stores
  readonly #chance: Chance
  /** Copies of calls that are still on their way. */
  #late: (() => Promise<unknown>)[] = []

  constructor(chance: Chance, start: number, plant: Plant | null) {
    registry.sqlite.exec(EMPTY)
    this.#chance = chance
    this.now = start
    for (const [id, { profile, policy, parcels, destination = null }] of Object.entries(SHIPMENTS)) {
      const labels = Array.from({ length: parcels }, (_, n) => `LABEL-${id}-${n + 1}`.toUpperCase())
      const announce = {
        ...{ waybill: `WAYBILL-${id}`, contractId: 'c', policyVersion: 1, carrier: 'C', sender: 'S' },
        ...{ labels, locale: 'en' as const, destination, policy: policyOf(profile, policy) },
        recipient: {
          hasPhone: true,
          hasEmail: false,
          kind: 'consumer',
          inPerson: true,
          atPoint: !!destination,
        },
      } as const
      this.shipments.set(id, new SimShipment(id, announce, () => this.now, plant))
      registry.sqlite.prepare(INDEXED).run(id, start, announce.waybill, parcels, start)
    }
    const { db } = this.registry
    const prepare = db.prepare.bind(db)
    this.stores = {
      DB: {
        prepare: plant === 'never-resumed' ? (sql: string) => prepare(neverResumed(sql)) : prepare,
        batch: (statements: Parameters<typeof db.batch>[0]) => this.across(() => db.batch(statements)),
      },
      SHIPMENT: this.#namespace((id) => this.#stub(id)),
      PERSON: this.#namespace(() => ({
        comeBack: () => this.across(async () => undefined),
        tally: () => this.across(async () => []),
      })),
    } as unknown as Stores
  }

  shipment(id: string): SimShipment {
    const found = this.shipments.get(id)
    if (!found) throw new Error(`no shipment ${id}`)
    return found
  }

  #namespace(get: (id: string) => object) {
    return { idFromName: (id: string) => id, get }
  }

  #stub(id: string) {
    const shipment = this.shipments.get(id)
    const none: Result = { ok: false, refusal: 'not-found' }
    const tell = (command: Command, call: Call) =>
      this.across(async () => shipment?.carryOut(command, call) ?? none)
    return {
      carryOut: tell,
      dispatch: (roundId: string, courierId: string, _points: unknown, call: Call) =>
        tell({ type: 'dispatch', roundId, courierId, point: this.#chance.once(6) ? null : POINT }, call),
      wouldAccept: async (command: Command) => (shipment ? decide(shipment.state, command, this.now) : none),
    }
  }

  /** Others go on in between, as many steps as it happens. */
  async #meanwhile(): Promise<void> {
    for (let steps = this.#chance.below(4); steps > 0; steps--) await Promise.resolve()
  }

  /** A call from the Worker to another store. */
  async across<T>(done: () => Promise<T>): Promise<T> {
    await this.#meanwhile()
    if (this.calm) return done()
    if (this.#chance.once(14)) throw new Cut('lost on the way')
    const result = await done()
    if (this.#chance.once(14)) throw new Cut('lost on the way back')
    return this.#chance.once(14) ? done().catch(() => result) : result
  }

  /** A call from outside; besides all of that, a copy of it may come when whoever called has long gone on. */
  async #fromOutside(done: () => Promise<Result>, copied: () => void): Promise<Result> {
    await this.#meanwhile()
    if (this.calm) return done()
    const later = () => {
      copied()
      this.#late.push(done)
    }
    if (this.#chance.once(12)) throw new Cut('lost on the way')
    if (this.#chance.once(12)) {
      later()
      throw new Cut('still on its way')
    }
    const result = await done()
    await this.#meanwhile()
    if (this.#chance.once(10)) throw new Cut('lost on the way back')
    if (this.#chance.once(12)) later()
    return result
  }

  /**
   * Somebody outside calls a shipment until there is an answer, under one key, or gives up: null. `copied` is told of
   * every copy that stays on its way.
   */
  async insist(
    id: string,
    done: (shipment: SimShipment) => Promise<Result>,
    copied: () => void = () => {},
  ): Promise<Result | null> {
    const shipment = this.shipment(id)
    const arrive = () => {
      if (!this.calm && this.#chance.once(12)) shipment.restart()
      return done(shipment)
    }
    for (let tries = this.#chance.below(4); tries >= 0; tries--)
      try {
        return await this.#fromOutside(arrive, copied)
      } catch (error) {
        if (!(error instanceof Cut)) throw error
      }
    return null
  }

  /** What was still on its way arrives, in any order: all of it, or some. */
  async arriveLate(all: boolean): Promise<void> {
    const coming = this.#late.filter(() => all || this.#chance.once(2))
    this.#late = this.#late.filter((one) => !coming.includes(one))
    await Promise.all(coming.reverse().map((one) => one()))
  }
}
