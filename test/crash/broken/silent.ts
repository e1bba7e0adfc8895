import { Shipment as Whole } from '../../../worker/index.ts'

export { default, Person, Quota, Webhook } from '../../../worker/index.ts'

/**
 * Planted bug: an object that has just started takes it that everything written before was already told, and
 * skips its alarm.
 */
export class Shipment extends Whole {
  readonly #bornAt = Date.now()

  override async alarm(): Promise<void> {
    if (Date.now() - this.#bornAt > 50) await super.alarm()
  }
}
