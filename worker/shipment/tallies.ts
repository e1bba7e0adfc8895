import type { RaisedBlock, Tally } from '../domain/courier-day.ts'
import { happenedAt } from '../domain/device-act.ts'
import { RAISES, tallyOf } from '../domain/effects.ts'
import type { Step } from '../domain/history.ts'
import { dayOf } from '../platform/calendar.ts'
import type { OutboxDeps } from './outbox-deps.ts'
import type { Store } from './store.ts'

export interface TallyEntry {
  personId: string
  key: string
  tally: Tally
  at: number
}

/** A person's attempt that is under way, as their object reserved it. */
export interface Attempt {
  personId: string
  reservation: string
}

/**
 * Counts what happened at this door or counter for the day of whoever stood there (R18). Nothing of it is
 * stored here, because the log says it all and the person's object recognises a repeated entry by its key. So
 * an object that lost its memory tells everything once more, and from then on only what is new.
 */
export class Tallies {
  readonly #id: string
  readonly #store: Store
  readonly #deps: Pick<OutboxDeps, 'tally' | 'alert'>
  /** The entries not handed over yet. Null: the log has not been read since this object woke up. */
  #due: TallyEntry[] | null = null

  constructor(id: string, store: Store, deps: Pick<OutboxDeps, 'tally' | 'alert'>) {
    this.#id = id
    this.#store = store
    this.#deps = deps
  }

  /** Whether any entry is known to be due. */
  get pending(): boolean {
    return this.#due !== null && this.#due.length > 0
  }

  /** Adds the entries of facts that are now written. */
  add(entries: readonly TallyEntry[]): void {
    if (this.#due) this.#due = [...this.#due, ...entries]
  }

  /** Hands over what is due, settles this call's attempt, and raises an alert for each block that follows. */
  async send(attempt?: Attempt): Promise<void> {
    this.#due ??= this.entries(this.#store.steps())
    const sending = this.#due
    const people = new Set(sending.map(({ personId }) => personId))
    if (attempt) people.add(attempt.personId)
    for (const personId of people) {
      const theirs = sending.filter((entry) => entry.personId === personId)
      const reservation = attempt?.personId === personId ? attempt.reservation : null
      const raised = await this.#deps.tally(personId, theirs, reservation)
      for (const [index, { at }] of theirs.entries())
        for (const what of raised[index] ?? []) await this.#alert(personId, what, at)
    }
    this.#due = this.#due.filter((entry) => !sending.includes(entry))
  }

  /** Returns what facts count, as it was decided with them. */
  entries(steps: readonly Step[]): TallyEntry[] {
    return steps.flatMap(({ owed, at, after, fact }) =>
      (owed.counts ?? []).map((count, index) => ({
        personId: count.personId,
        tally: tallyOf(count, this.#id, dayOf(happenedAt(fact, at), after.policy.zone)),
        key: `${this.#id}:${after.seq}:${index}`,
        at,
      })),
    )
  }

  async #alert(personId: string, what: RaisedBlock, at: number): Promise<void> {
    const id = `${personId}:${what}:${at}`
    await this.#deps.alert({ id, kind: RAISES[what], at, shipmentId: this.#id, waybill: null, personId })
  }
}
