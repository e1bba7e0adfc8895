import { resume } from '../../worker/operations/carry-on.ts'
import { type Chance, chanceOf } from './chance.ts'
import { Contacts } from './contacts.ts'
import { Counters } from './counters.ts'
import { DOORS, Doors } from './doors.ts'
import { Labels } from './labels.ts'
import { Office } from './office.ts'
import { count, type HistoryReport, type Part } from './report.ts'
import { APART, Rounds, TO_POINTS } from './rounds.ts'
import type { Plant } from './shipment.ts'
import { Cut, SimWorld } from './world.ts'

const START = Date.UTC(2026, 2, 4, 8)
/** The number of moments in one history. Several things happen at each moment. */
const MOMENTS = 12

/**
 * Everybody works on a few parcels while calls are cut, repeated and reordered, and objects are restarted.
 */
class History {
  readonly chance: Chance
  readonly world: SimWorld
  readonly report: HistoryReport
  readonly #office: Office
  readonly #rounds: Rounds
  readonly #counters: Counters
  readonly #parts: readonly Part[]

  constructor(seed: number, plant: Plant | null) {
    this.chance = chanceOf(seed)
    this.world = new SimWorld(this.chance, START, plant)
    this.report = { seed, lines: [], faults: [], counts: {} }
    this.#office = new Office(this.chance, this.world, this.report)
    this.#rounds = new Rounds(this.#office)
    const { chance } = this
    this.#counters = new Counters(this.#office)
    const others = [new Doors(this.#office), this.#counters, new Contacts(this.#office)]
    this.#parts = [this.#rounds, ...others, ...(chance.oneIn(2) ? [new Labels(this.#office)] : [])]
  }

  async #comeBack(): Promise<void> {
    this.world.now += this.chance.below(6000)
    count(this.report, 'resumed')
    try {
      await resume(this.world.stores, this.world.now)
    } catch (error) {
      if (!(error instanceof Cut)) throw error
    }
  }

  /** Plays one moment: something on the rounds and something elsewhere. */
  #moment(): Promise<unknown> {
    const { chance } = this
    const parts = this.#parts.flatMap((part) => (chance.oneIn(2) ? [part] : []))
    const acts = [this.#rounds, ...parts].map((part) => chance.of(part.acts))
    if (chance.oneIn(6)) acts.push(() => this.#comeBack())
    if (chance.oneIn(2)) acts.push(() => this.world.arriveLate(false))
    return Promise.all(acts.map((act) => act()))
  }

  async live(): Promise<void> {
    await this.#rounds.sendOut(APART, Object.keys(DOORS))
    await this.#rounds.sendOut(TO_POINTS, ['k1', 'k2', 'k3'])
    await this.#counters.begin()
    this.world.calm = false
    for (let moment = 0; moment < MOMENTS; moment++) await this.#moment()
    // Ten seconds follow without a cut and without a call.
    this.world.calm = true
    await this.world.arriveLate(true)
    for (let seconds = 0; seconds < 10; seconds += 5) {
      this.world.now += 5000
      await resume(this.world.stores, this.world.now)
    }
    this.#office.check()
    for (const part of this.#parts) await part.check()
    for (const { facts } of this.world.shipments.values())
      count(this.report, 'handed over', facts.filter(({ type }) => type === 'handed-over').length)
    if (this.report.faults.length > 0) this.#tellLogs()
  }

  #tellLogs(): void {
    for (const { id, facts } of this.world.shipments.values())
      this.report.lines.push(
        `${id}: ${facts.map((fact) => [fact.type, 'roundId' in fact ? fact.roundId : ''].join(' ')).join(', ')}`,
      )
  }
}

/**
 * Plays one history from its seed. Only one may run at a time, because it replaces the global clock and ids.
 */
export async function history(seed: number, plant: Plant | null = null): Promise<HistoryReport> {
  const one = new History(seed, plant)
  const { now } = Date
  const { randomUUID } = crypto
  let ids = 0
  Date.now = () => one.world.now
  crypto.randomUUID = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`
  try {
    await one.live()
  } finally {
    Date.now = now
    crypto.randomUUID = randomUUID
  }
  return one.report
}
