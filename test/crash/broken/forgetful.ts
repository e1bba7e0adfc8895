import { Shipment as Whole } from '../../../worker/index.ts'
import type { Call } from '../../../worker/objects/call.ts'
import type { CodeTry } from '../../../worker/objects/shipment.ts'

export { default, Person, Quota, Webhook } from '../../../worker/index.ts'

/**
 * Planted bug: the answer to a code is remembered only while the object lives, so a repeated call is compared
 * again.
 */
export class Shipment extends Whole {
  readonly #life = crypto.randomUUID()

  override tryCode(attempt: CodeTry, call: Call) {
    return super.tryCode(attempt, {
      ...call,
      idempotency: { ...call.idempotency, key: `${call.idempotency.key} ${this.#life}` },
    })
  }
}
