import type { PointInfo } from '../../worker/domain/choose-point.ts'
import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import { type PolicyOverrides, policyOf } from '../../worker/domain/policy.ts'
import type { Profile } from '../../worker/domain/terms.ts'
import type { Call } from '../../worker/objects/call.ts'
import type { ShipmentResult } from '../../worker/objects/shipment.ts'
import type { Stores } from '../../worker/operations/operation.ts'
import { openRegistry } from '../support/sqlite-d1.ts'
import type { Chance } from './chance.ts'
import { type Plant, SimShipment } from './shipment.ts'

/**
 * Thrown when no answer came: the call was lost, is still on its way, or was carried out and its answer lost.
 */
export class Cut extends Error {}

/** The point to which the shipments are ordered. OTHER_POINT_ID is a point to which none is. */
export const POINT: PointInfo = { id: 'p1', name: 'P', kind: 'point', address: 'A' }
export const OTHER_POINT_ID = 'p2'

interface Kind {
  profile: Profile
  policy?: PolicyOverrides
  parcels: number
  destination?: PointInfo
}
const PLAIN: Kind = { profile: 'kse', parcels: 1 }
/** Under these rules a counter takes codes after NL, five of its own. */
const HELD: Kind = { profile: 'kse', parcels: 3, policy: { withoutCode: 'hold', afterWrong: 'hold' } }
const DROPPED: Kind = { profile: 'chronopost', parcels: 3, destination: POINT }

/** All shipments of a history. Those named `d…` each go to their own door, all on one round. */
const SHIPMENTS: Record<string, Kind> = {
  ...{ s1: PLAIN, s2: PLAIN, s3: { ...PLAIN, parcels: 3 }, s4: HELD, s5: DROPPED },
  ...{ k1: HELD, k2: DROPPED, k3: { ...HELD, parcels: 1 } },
  ...{ d1: { profile: 'chronopost', parcels: 1 }, d2: PLAIN },
}

/**
 * The registry is made once and emptied for every history, because making its tables takes longer than most
 * histories.
 */
const registry = openRegistry()
/** The index has a shipment by the time anybody is told its id, so that it can be found. */
const INDEXED = `INSERT OR IGNORE INTO shipments
  (id, announced_at, waybill, contract_id, state, secured, parcels, handed_over, changed_at, seq, over)
  VALUES (?, ?, ?, 'c', 'announced', 1, ?, 0, ?, 1, 0)`

const EMPTY =
  'DELETE FROM answers; DELETE FROM rounds; DELETE FROM stops; DELETE FROM labels; DELETE FROM shipments;'

/** Plants a bug: an interrupted closing of rounds is found by nobody and so never resumed. */
const neverResumed = (sql: string) =>
  sql.replace(
    'WHERE intent IS NOT NULL',
    "WHERE intent IS NOT NULL AND json_extract(intent, '$.operation') <> 'close-rounds'",
  )

/**
 * The real registry on a real database, shipments by the real rules, and a network that cuts, repeats and
 * reorders calls.
 */
export class SimWorld {
  readonly registry = registry
  readonly shipments = new Map<string, SimShipment>()
  /** While this is set, nothing is cut. */
  calm = true
  now: number
  /** Grows with every beginning and end of a call, so that two instants can be ordered. */
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
    const none: ShipmentResult = { ok: false, refusal: 'not-found' }
    const tell = (command: Command, call: Call) =>
      this.across(async () => shipment?.carryOut(command, call) ?? none)
    return {
      carryOut: tell,
      dispatch: (roundId: string, courierId: string, _points: unknown, call: Call) =>
        tell({ type: 'dispatch', roundId, courierId, point: this.#chance.oneIn(6) ? null : POINT }, call),
      wouldAccept: async (command: Command) => (shipment ? decide(shipment.state, command, this.now) : none),
    }
  }

  /** Lets other work run in between, for a random number of steps. */
  async #meanwhile(): Promise<void> {
    for (let steps = this.#chance.below(4); steps > 0; steps--) await Promise.resolve()
  }

  /** Makes a call from the Worker to another store. */
  async across<T>(done: () => Promise<T>): Promise<T> {
    await this.#meanwhile()
    if (this.calm) return done()
    if (this.#chance.oneIn(14)) throw new Cut('lost on the way')
    const result = await done()
    if (this.#chance.oneIn(14)) throw new Cut('lost on the way back')
    return this.#chance.oneIn(14) ? done().catch(() => result) : result
  }

  /**
   * Makes a call from outside. In addition to all else, a copy of it may arrive long after its caller has
   * moved on.
   */
  async #fromOutside(done: () => Promise<ShipmentResult>, copied: () => void): Promise<ShipmentResult> {
    await this.#meanwhile()
    if (this.calm) return done()
    const later = () => {
      copied()
      this.#late.push(done)
    }
    if (this.#chance.oneIn(12)) throw new Cut('lost on the way')
    if (this.#chance.oneIn(12)) {
      later()
      throw new Cut('still on its way')
    }
    const result = await done()
    await this.#meanwhile()
    if (this.#chance.oneIn(10)) throw new Cut('lost on the way back')
    if (this.#chance.oneIn(12)) later()
    return result
  }

  /**
   * Calls a shipment from outside under one key until there is an answer, or returns null when the caller
   * gives up. `copied` is called for every copy that stays on its way.
   */
  async insist(
    id: string,
    done: (shipment: SimShipment) => Promise<ShipmentResult>,
    copied: () => void = () => {},
  ): Promise<ShipmentResult | null> {
    const shipment = this.shipment(id)
    const arrive = () => {
      if (!this.calm && this.#chance.oneIn(12)) shipment.restart()
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

  /** Lets calls arrive that were still on their way, in any order: all of them, or some. */
  async arriveLate(all: boolean): Promise<void> {
    const coming = this.#late.filter(() => all || this.#chance.oneIn(2))
    this.#late = this.#late.filter((one) => !coming.includes(one))
    await Promise.all(coming.reverse().map((one) => one()))
  }
}
