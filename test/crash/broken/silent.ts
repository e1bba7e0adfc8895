import { Shipment as Whole } from '../../../worker/index.ts'

export { default, Person, Quota, Webhook } from '../../../worker/index.ts'

/** Planted: an object that was written to before it died takes it that all of it was told. */
export class Shipment extends Whole {
  readonly #bornAt = Date.now()

  override async alarm(): Promise<void> {
    if (Date.now() - this.#bornAt > 50) await super.alarm()
  }
}
