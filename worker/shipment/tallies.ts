import type { Blocked, Tally } from '../domain/courier-day.ts'
import { talliesFor } from '../domain/effects.ts'
import type { Fact } from '../domain/event.ts'
import { evolve } from '../domain/evolve.ts'
import type { Shipment } from '../domain/state.ts'
import type { Outside } from './outbox.ts'
import type { Store } from './store.ts'

export interface Entry {
  courierId: string
  key: string
  tally: Tally
  at: number
}

/** A courier's attempt that is under way, as their object reserved it. */
export interface Attempt {
  courierId: string
  reservation: string
}

/**
 * What happened at this door, for the courier's day (R18). Nothing of it is stored here: the log says it all,
 * and the courier's object knows a repeated entry by its key. So an object that lost its memory tells everything
 * once more, and from then on only what is new.
 */
export class Tallies {
  readonly #id: string
  readonly #store: Store
  readonly #out: Pick<Outside, 'tally' | 'alert'>
  /** Not handed over yet; null: the log was not read since this object woke up. */
  #due: Entry[] | null = null

  constructor(id: string, store: Store, out: Pick<Outside, 'tally' | 'alert'>) {
    this.#id = id
    this.#store = store
    this.#out = out
  }

  /** Whether something is known to be due. */
  get pending(): boolean {
    return this.#due !== null && this.#due.length > 0
  }

  /** Takes note of what facts that are now written count. */
  add(entries: readonly Entry[]): void {
    if (this.#due) this.#due = [...this.#due, ...entries]
  }

  /** Hands over what is due, settles the attempt that this call was, and raises an alert for what is blocked. */
  async send(attempt?: Attempt): Promise<void> {
    this.#due ??= this.#all()
    const sending = this.#due
    const couriers = new Set(sending.map(({ courierId }) => courierId))
    if (attempt) couriers.add(attempt.courierId)
    for (const courierId of couriers) {
      const theirs = sending.filter((entry) => entry.courierId === courierId)
      const reservation = attempt?.courierId === courierId ? attempt.reservation : null
      const raised = await this.#out.tally(courierId, theirs, reservation)
      for (const [index, { at }] of theirs.entries())
        for (const what of raised[index] ?? []) await this.#alert(courierId, what, at)
    }
    this.#due = this.#due.filter((entry) => !sending.includes(entry))
  }

  /** What facts count; `before` is the shipment without them. */
  entries(before: Shipment, facts: readonly Fact[], at: number): Entry[] {
    const entries: Entry[] = []
    let shipment = before
    for (const fact of facts) {
      const seq = shipment.seq + 1
      const tallies = talliesFor(shipment, fact, this.#id, dayOf(at, shipment.policy.zone))
      for (const [index, one] of tallies.entries())
        entries.push({ ...one, key: `${this.#id}:${seq}:${index}`, at })
      shipment = evolve(shipment, fact, at)
    }
    return entries
  }

  #all(): Entry[] {
    const entries: Entry[] = []
    let before: Shipment | null = null
    for (const { fact, at } of this.#store.events()) {
      if (before) entries.push(...this.entries(before, [fact], at))
      before = evolve(before, fact, at)
    }
    return entries
  }

  async #alert(personId: string, what: keyof Blocked, at: number): Promise<void> {
    const id = `${personId}:${what}:${at}`
    await this.#out.alert({ id, kind: `${what}-blocked`, at, shipmentId: this.#id, waybill: null, personId })
  }
}

/** Making one takes longer than the rest of an attempt. */
const FORMATS = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
function dayOf(at: number, timeZone: string): string {
  const format = FORMATS.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone })
  FORMATS.set(timeZone, format)
  return format.format(at)
}
