import { Shipment as Whole } from '../../../worker/index.ts'
import type { Call } from '../../../worker/objects/call.ts'
import type { CodeTry } from '../../../worker/objects/shipment.ts'

export { default, Person, Quota, Webhook } from '../../../worker/index.ts'

/** Planted: what a code was answered is known only as long as the object lives; asked again, it is compared again. */
export class Shipment extends Whole {
  readonly #life = crypto.randomUUID()

  override tryCode(attempt: CodeTry, call: Call) {
    return super.tryCode(attempt, { ...call, once: { ...call.once, key: `${call.once.key} ${this.#life}` } })
  }
}
