import { Person as Whole } from '../../../worker/index.ts'

export { default, Quota, Shipment, Webhook } from '../../../worker/index.ts'

/** Planted bug: work that was begun is never taken up again. */
export class Person extends Whole {
  override async comeBack(): Promise<void> {}
}
