import type { Call } from '../../worker/objects/call.ts'
import { begin, type Planned } from '../../worker/operations/begin.ts'
import { carryOn } from '../../worker/operations/carry-on.ts'
import type { Refused } from '../../worker/operations/operation.ts'
import type { OperationName } from '../../worker/operations/table.ts'
import { answered, type StoredReply } from '../../worker/registry/answers.ts'
import type { Chance } from './chance.ts'
import { count, type Told } from './told.ts'
import { Cut, type SimWorld } from './world.ts'

type Outcome = StoredReply | Refused | 'reused'
export type Plan = () => Promise<Planned<OperationName> | Refused>

/**
 * Does what a route does with a key, and what a client does without an answer, for whoever asks for
 * operations.
 */
export class Office {
  readonly chance: Chance
  readonly world: SimWorld
  readonly told: Told
  #keys = 0

  constructor(chance: Chance, world: SimWorld, told: Told) {
    this.chance = chance
    this.world = world
    this.told = told
  }

  call(by: Call['by'], print = 'p', key = `${by.role}:${by.id} key-${++this.#keys}`): Call {
    return { by, once: { key, print } }
  }

  /** Plays a client that repeats its request a few times. It returns null when the client gives up. */
  async ask(name: string, call: Call, plan: Plan): Promise<Outcome | null> {
    const { stores } = this.world
    count(this.told, 'begun')
    for (let tries = this.chance.below(3); tries >= 0; tries--)
      try {
        const known = await answered(stores.DB, call.once)
        const done =
          known === 'reused' || (known !== null && 'status' in known)
            ? known
            : known?.intent
              ? await carryOn(stores, call.once, known.intent)
              : await this.#begin(call, plan)
        if (done === null) continue
        this.told.lines.push(`${name}: ${JSON.stringify(done).slice(0, 100)}`)
        count(this.told, 'answered')
        return done
      } catch (error) {
        // A claim that exists already and the network's cuts are met by asking again. Any other error is a
        // bug.
        if (!(error instanceof Cut) && !/UNIQUE|NOT NULL/.test(String(error))) throw error
      }
    this.told.lines.push(`${name}: no answer`)
    count(this.told, 'left')
    return null
  }

  /** Records a fault for every operation that was begun and is not complete. */
  check(): void {
    const { sqlite } = this.world.registry
    const left = sqlite.prepare('SELECT key, intent FROM answers WHERE intent IS NOT NULL').all()
    for (const { key, intent } of left) this.told.faults.push(`half done: ${key} ${intent}`)
  }

  async #begin(call: Call, plan: Plan): Promise<StoredReply | Refused | null> {
    const planned = await plan()
    return 'refusal' in planned ? planned : begin(this.world.stores, call, planned)
  }
}
