import { sameLabel } from '../../worker/domain/label.ts'
import { holdsLabels } from '../../worker/domain/label-guard.ts'
import { heldLabels } from '../../worker/registry/labels.ts'
import { idOf, LabelWorld, type Life, type Order, settled } from './label-world.ts'
import type { Office } from './office.ts'
import { count, type Part } from './report.ts'
import { Cut } from './world.ts'

const LABELS = ['%0123456789ABCDEFGHIJKLMNOP7Q', 'SHARED-2', 'SHARED-3']
const PERSON = { name: 'anna', kind: 'consumer' } as const

/** Plays shippers of several contracts who want the same labels at once. */
export class Labels implements Part {
  readonly #office: Office
  readonly #world: LabelWorld
  #waybills = 0
  readonly #late: Promise<unknown>[] = []
  readonly #accepted: Order[] = []

  constructor(office: Office) {
    this.#office = office
    const { registry, stores, across } = office.world
    this.#world = new LabelWorld({ ...registry, db: stores.DB }, across.bind(office.world))
  }

  get acts() {
    const both = () => this.#both()
    return [
      both,
      both,
      () => this.#again(),
      () => this.#over(),
      () => this.#world.wake(),
      async () => this.#world.index(),
    ]
  }

  #order(contract: Order['contract']): Order {
    const { chance } = this.#office
    const labels = LABELS.filter(() => chance.oneIn(2))
    // These are two spellings of one parcel's label: without its first character it is the same label.
    const spelt = labels.map((label) => (chance.oneIn(2) ? label.replace('%', '') : label))
    const all = spelt.length > 0 ? spelt : [chance.of(LABELS)]
    return { contract, waybill: `WAYBILL-${++this.#waybills}`, labels: all, person: PERSON }
  }

  /** Announces for two contracts at one moment, perhaps with a label in common. */
  async #both(): Promise<void> {
    await Promise.all([this.#announce(this.#order('a')), this.#announce(this.#order('b'))])
  }

  /** Repeats an accepted announcement, whatever became of its shipment. */
  async #again(): Promise<void> {
    const { chance } = this.#office
    if (this.#accepted.length > 0) await this.#announce(chance.of(this.#accepted))
  }

  async #announce(order: Order): Promise<void> {
    const { chance, report } = this.#office
    if (chance.oneIn(10)) {
      // This announcement stalls on its way. When it arrives, or is refused, whoever sent it has long gone.
      this.#late.push(this.#world.announce(order, 'late').catch(() => null))
      return
    }
    for (let tries = chance.below(3); tries >= 0; tries--)
      try {
        const done = await this.#world.announce(order)
        report.lines.push(`${idOf(order)} ${order.labels}: ${done.ok ? 'ok' : done.code}`)
        count(report, done.ok ? 'announced' : 'label refused')
        if (done.ok && !this.#accepted.includes(order)) this.#accepted.push(order)
        return
      } catch (error) {
        if (!(error instanceof Cut)) throw error
      }
    report.lines.push(`${idOf(order)} ${order.labels}: no answer`)
  }

  /** Cancels a shipment, so that its labels become free for others. */
  async #over(): Promise<void> {
    const life = this.#lives[0]
    if (life) this.#world.act(life, { type: 'cancel' })
  }

  get #lives(): Life[] {
    return [...this.#world.lives.values()].filter(({ state }) => holdsLabels(state))
  }

  #fault(what: string): void {
    this.#office.report.faults.push(what)
  }

  async check(): Promise<void> {
    // An announcement may reach the place where it stalls only now, so it is woken until it is through.
    let over = false
    const all = Promise.all(this.#late).then(() => {
      over = true
    })
    while (!over) {
      await this.#world.wake()
      await settled()
    }
    await all
    this.#world.index()
    for (const label of LABELS) {
      const holders = this.#lives.filter(({ state }) =>
        state.parcels.some((one) => sameLabel(one.label, label)),
      )
      if (holders.length > 1) this.#fault(`${label} stands for ${holders.map(({ id }) => id)}`)
      const [holder] = holders
      if (!holder) continue
      // Another spelling may still be reserved by an announcement that never came about; that row leads
      // nowhere.
      const rows = await heldLabels(this.#world.registry.db, [label])
      if (!rows.some(({ shipmentId }) => shipmentId === holder.id))
        this.#fault(
          `${label} is of ${holder.id}, and stands with ${rows.map(({ shipmentId }) => shipmentId)}`,
        )
      const scanned = await this.#world.scanned(label)
      if (scanned !== holder) this.#fault(`${label} is of ${holder.id}, and a scan finds ${scanned?.id}`)
    }
    for (const order of this.#accepted)
      if (!this.#world.lives.has(idOf(order))) this.#fault(`${idOf(order)} was answered, and is nowhere`)
    await this.#checkFree()
  }

  /**
   * Checks that refused or lost announcements leave nothing behind: a label that nobody has can be announced.
   */
  async #checkFree(): Promise<void> {
    this.#office.world.now += 8000
    const taken = this.#lives.flatMap(({ state }) => state.parcels.map(({ label }) => label))
    for (const label of LABELS) {
      if (taken.some((one) => sameLabel(one, label))) continue
      const order: Order = { contract: 'c', waybill: `PROBE-${label}`, labels: [label], person: PERSON }
      const done = await this.#world.announce(order)
      if (!done.ok) this.#fault(`${label} is nobody's, and was refused: ${done.code}`)
    }
  }
}
