import type { Command } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { Decision } from '../../worker/domain/decision.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { evolve } from '../../worker/domain/evolve.ts'
import { settle } from '../../worker/domain/history.ts'
import type { LoggedFact } from '../../worker/domain/owed.ts'
import type { Actor } from '../../worker/domain/roles.ts'
import type { Shipment as State } from '../../worker/domain/state.ts'
import type { Call } from '../../worker/objects/call.ts'
import type { ShipmentResult } from '../../worker/objects/shipment.ts'
import { dueDates } from '../../worker/platform/calendar.ts'

type Announce = Extract<Command, { type: 'announce' }>

/**
 * A bug that is planted in the simulated world, never in the product, to show that it is found: an object
 * that forgets its answers at a restart, one that waits between comparing and counting, a new contact that
 * keeps the old secret, or an operation that nobody resumes.
 */
export type Plant = 'forgets-answers' | 'counts-late' | 'keeps-secret' | 'never-resumed'

/** A code as somebody knows it: whose it is and which version of the secret it belongs to. */
export interface Code {
  owner: string
  version: number
  /** The length of the log when the code was typed. */
  typedAt?: number
}

/** A code that was compared or told, with the position in the log before whose next event that happened. */
export interface Used extends Code {
  index: number
  where: 'door' | 'counter' | 'message'
  right: boolean
}

const SYSTEM: Actor = { role: 'system', id: 'outbox' }
/** The recipient whom the announcement names. */
export const FIRST = 'first'
/** The owner of a code that nobody was told. */
export const NOBODY = 'nobody'

/**
 * Stands in for one shipment's object: the real rules, one synchronous commit per command, a log, and answers
 * by key.
 */
export class SimShipment {
  readonly id: string
  readonly labels: readonly string[]
  readonly log: (LoggedFact & { by: Actor })[] = []
  /** Whom a requested change is for, by the number of the event that requests it. */
  readonly people = new Map<number, string>([[1, FIRST]])
  readonly used: Used[] = []
  /** Closed codes whose answer showed whether they are right, which must never happen. */
  readonly told: string[] = []
  state: State | null = null
  readonly #answers = new Map<string, { fingerprint: string; result: ShipmentResult }>()
  readonly #now: () => number
  readonly #plant: Plant | null

  constructor(id: string, announce: Omit<Announce, 'type'>, now: () => number, plant: Plant | null) {
    this.id = id
    this.labels = announce.labels
    this.#now = now
    this.#plant = plant
    this.commit({ type: 'announce', ...announce })
  }

  get facts(): Fact[] {
    return this.log.map(({ fact }) => fact)
  }

  commit(command: Command, call?: Call, person?: string): ShipmentResult {
    return this.#known(call) ?? this.#record(decide(this.state, command, this.#now()), call, person)
  }

  /** Carries out a command that comes from another store or from outside. */
  async carryOut(command: Command, call: Call, person?: string): Promise<ShipmentResult> {
    if (this.#plant !== 'counts-late') return this.commit(command, call, person)
    const known = this.#known(call)
    if (known) return known
    const decision = decide(this.state, command, this.#now())
    await Promise.resolve()
    return this.#record(decision, call, person)
  }

  /** Tries one code at the door or at a counter. It is right while its version of the secret is in force. */
  tryCode(code: Code, pointId: string | null, labels: string[] | null, call: Call): Promise<ShipmentResult> {
    const common = {
      ...({ proof: 'pin', malformed: false, foreign: false } as const),
      blocked: { pin: false, identity: false },
      matches: () => this.#compare(code, pointId === null ? 'door' : 'counter'),
    }
    const command: Command =
      pointId === null
        ? { type: 'try-code', courierId: call.by.id, ...common, ...(labels && { labels }) }
        : { type: 'try-code-at-counter', pointId, ...common, labels: labels ?? [] }
    this.#alike(command)
    return this.carryOut(command, call)
  }

  #compare(code: Code, where: 'door' | 'counter'): boolean {
    const right = this.state?.secret === code.version
    this.used.push({ ...code, index: this.log.length, where, right })
    return right
  }

  /** Checks that a right and a wrong code get the same answer where nothing is compared. */
  #alike(command: Command): void {
    let compared = 0
    const answerTo = (right: boolean) => {
      const matches = () => {
        compared++
        return right
      }
      return JSON.stringify(decide(this.state, { ...command, matches } as Command, this.#now()))
    }
    const [right, wrong] = [answerTo(true), answerTo(false)]
    if (compared === 0 && right !== wrong) this.told.push(`${right} ${wrong}`)
  }

  #known(call?: Call): ShipmentResult | null {
    const known = call && this.#answers.get(call.idempotency.key)
    if (!known) return null
    return known.fingerprint === call.idempotency.fingerprint
      ? known.result
      : { ok: false, refusal: 'key-reused' }
  }

  #record(decision: Decision, call?: Call, person?: string): ShipmentResult {
    if (!decision.ok) return decision
    const before = this.log.length
    const by = call?.by ?? SYSTEM
    if (person !== undefined && decision.facts.length > 0) this.people.set(before + 1, person)
    for (const fact of decision.facts) {
      const { owed } = settle(this.state, fact, this.#now(), by)
      const logged = { fact, at: this.#now(), by, owed }
      this.log.push(logged)
      this.#fold(logged)
    }
    const seq = before + (decision.facts.length > 0 ? 1 : 0)
    const result: ShipmentResult = { ok: true, value: decision.answer, seq }
    // Only a call with an effect is recognised again, because its key is stored with its event.
    if (call && decision.facts.length > 0)
      this.#answers.set(call.idempotency.key, { fingerprint: call.idempotency.fingerprint, result })
    return result
  }

  #fold(logged: LoggedFact): void {
    const secret = this.state?.secret
    this.state = evolve(this.state, logged)
    if (this.#plant === 'keeps-secret' && logged.fact.type === 'contact-changed' && secret !== undefined)
      this.state = { ...this.state, secret }
  }

  /** Restarts the object, which then knows only what it stored. */
  restart(): void {
    this.state = null
    for (const logged of this.log) this.#fold(logged)
    if (this.#plant === 'forgets-answers') this.#answers.clear()
  }

  /** Triggers the alarm: messages leave or fail for good, and what is due takes effect. */
  ring(fails: () => boolean): void {
    for (const { about, order } of this.state?.unsent ?? []) {
      const { cause, channels, secret } = order
      const owner = this.people.get(order.to ?? this.state?.contactFrom ?? 1) ?? FIRST
      if (fails()) {
        for (const channel of channels)
          this.commit({ type: 'note-failed', cause, channel, about, reason: 'gone' })
        continue
      }
      const version = this.state?.secret ?? 0
      if (secret) this.used.push({ owner, version, index: this.log.length, where: 'message', right: true })
      this.commit({ type: 'note-sent', cause, channels, unserved: [], about })
    }
    if (!this.state) return
    const now = this.#now()
    const due = dueDates(this.state, now).flatMap((one) => (one.at <= now ? [one.due] : []))
    if (due.length > 0) this.commit({ type: 'pass-time', due })
  }
}
