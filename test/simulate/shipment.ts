import type { Command, Decision } from '../../worker/domain/command.ts'
import { decide } from '../../worker/domain/decide.ts'
import type { Fact } from '../../worker/domain/event.ts'
import { evolve } from '../../worker/domain/evolve.ts'
import { settle } from '../../worker/domain/history.ts'
import type { LoggedFact } from '../../worker/domain/owed.ts'
import type { Actor } from '../../worker/domain/roles.ts'
import type { Shipment as State } from '../../worker/domain/state.ts'
import type { Call } from '../../worker/objects/call.ts'
import type { Result } from '../../worker/objects/shipment.ts'
import { dueDates } from '../../worker/platform/calendar.ts'

type Announce = Extract<Command, { type: 'announce' }>

/**
 * A bug that is put into the simulated world, never into the product, to see it found: an object that knows no answer
 * after a restart, one that waits between comparing and counting, one whose new contact keeps the old one's secret.
 */
export type Plant = 'forgets-answers' | 'counts-late' | 'keeps-secret' | 'never-resumed'

/** A code as somebody knows it: whose it is, and the version of the secret that it was told for. */
export interface Code {
  owner: string
  version: number
  /** How far the log was when it was typed. */
  typedAt?: number
}

/** A code that was compared, or a message that told one: before which event of the log. */
export interface Used extends Code {
  index: number
  where: 'door' | 'counter' | 'message'
  right: boolean
}

const SYSTEM: Actor = { role: 'system', id: 'outbox' }
/** Whoever the announcement names. */
export const FIRST = 'first'
/** Of a code that nobody was told. */
export const NOBODY = 'nobody'

/** One shipment: the real rules, one synchronous commit a command, a log, answers by key; what an object keeps. */
export class SimShipment {
  readonly id: string
  readonly labels: readonly string[]
  readonly log: (LoggedFact & { by: Actor })[] = []
  /** Whom a request is for, by the event that asks. */
  readonly people = new Map<number, string>([[1, FIRST]])
  readonly used: Used[] = []
  /** Codes that were answered by whether they are right, though nothing may be compared any more. */
  readonly told: string[] = []
  state: State | null = null
  readonly #answers = new Map<string, { print: string; result: Result }>()
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

  commit(command: Command, call?: Call, person?: string): Result {
    return this.#known(call) ?? this.#record(decide(this.state, command, this.#now()), call, person)
  }

  /** A command as it comes from another store or from outside. */
  async carryOut(command: Command, call: Call, person?: string): Promise<Result> {
    if (this.#plant !== 'counts-late') return this.commit(command, call, person)
    const known = this.#known(call)
    if (known) return known
    const decision = decide(this.state, command, this.#now())
    await Promise.resolve()
    return this.#record(decision, call, person)
  }

  /** One code, at the door or at a counter: right as long as its version of the secret is in force. */
  tryCode(code: Code, pointId: string | null, labels: string[] | null, call: Call): Promise<Result> {
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

  /** Where nothing is compared, a right code and a wrong one are answered alike. */
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

  #known(call?: Call): Result | null {
    const known = call && this.#answers.get(call.once.key)
    if (!known) return null
    return known.print === call.once.print ? known.result : { ok: false, refusal: 'key-reused' }
  }

  #record(decision: Decision, call?: Call, person?: string): Result {
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
    const result: Result = { ok: true, value: decision.answer, seq }
    // Only what had an effect is known again, as the object's row of its event.
    if (call && decision.facts.length > 0)
      this.#answers.set(call.once.key, { print: call.once.print, result })
    return result
  }

  #fold(logged: LoggedFact): void {
    const secret = this.state?.secret
    this.state = evolve(this.state, logged)
    if (this.#plant === 'keeps-secret' && logged.fact.type === 'contact-changed' && secret !== undefined)
      this.state = { ...this.state, secret }
  }

  /** The object lost its memory: what it knows is what it stored. */
  restart(): void {
    this.state = null
    for (const logged of this.log) this.#fold(logged)
    if (this.#plant === 'forgets-answers') this.#answers.clear()
  }

  /** Its alarm rings: messages leave, or fail for good, and what is due comes about. */
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
