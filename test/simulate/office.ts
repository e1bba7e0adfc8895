import type { Call } from '../../worker/objects/call.ts'
import { begin, type PlannedOperation } from '../../worker/operations/begin.ts'
import { carryOn } from '../../worker/operations/carry-on.ts'
import type { RefusedOperation } from '../../worker/operations/operation.ts'
import type { OperationName } from '../../worker/operations/table.ts'
import { findAnswer, type StoredReply } from '../../worker/registry/answers.ts'
import type { Chance } from './chance.ts'
import { count, type HistoryReport } from './report.ts'
import { Cut, type SimWorld } from './world.ts'

type Outcome = StoredReply | RefusedOperation | 'reused'
export type Plan = () => Promise<PlannedOperation<OperationName> | RefusedOperation>

/**
 * Does what a route does with a key, and what a client does without an answer, for whoever asks for
 * operations.
 */
export class Office {
  readonly chance: Chance
  readonly world: SimWorld
  readonly report: HistoryReport
  #keys = 0

  constructor(chance: Chance, world: SimWorld, report: HistoryReport) {
    this.chance = chance
    this.world = world
    this.report = report
  }

  call(by: Call['by'], fingerprint = 'p', key = `${by.role}:${by.id} key-${++this.#keys}`): Call {
    return { by, idempotency: { key, fingerprint } }
  }

  /** Plays a client that repeats its request a few times. It returns null when the client gives up. */
  async ask(name: string, call: Call, plan: Plan): Promise<Outcome | null> {
    const { stores } = this.world
    count(this.report, 'begun')
    for (let tries = this.chance.below(3); tries >= 0; tries--)
      try {
        const known = await findAnswer(stores.DB, call.idempotency)
        const done =
          known === 'reused' || (known !== null && 'status' in known)
            ? known
            : known?.intent
              ? await carryOn(stores, call.idempotency, known.intent)
              : await this.#begin(call, plan)
        if (done === null) continue
        this.report.lines.push(`${name}: ${JSON.stringify(done).slice(0, 100)}`)
        count(this.report, 'answered')
        return done
      } catch (error) {
        // A claim that exists already and the network's cuts are met by asking again. Any other error is a
        // bug.
        if (!(error instanceof Cut) && !/UNIQUE|NOT NULL/.test(String(error))) throw error
      }
    this.report.lines.push(`${name}: no answer`)
    count(this.report, 'left')
    return null
  }

  /** Records a fault for every operation that was begun and is not complete. */
  check(): void {
    const { sqlite } = this.world.registry
    const left = sqlite.prepare('SELECT key, intent FROM answers WHERE intent IS NOT NULL').all()
    for (const { key, intent } of left) this.report.faults.push(`half done: ${key} ${intent}`)
  }

  async #begin(call: Call, plan: Plan): Promise<StoredReply | RefusedOperation | null> {
    const planned = await plan()
    return 'refusal' in planned ? planned : begin(this.world.stores, call, planned)
  }
}
