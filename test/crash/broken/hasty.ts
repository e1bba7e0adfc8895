import { Shipment as Whole } from '../../../worker/index.ts'
import type { Call, PersonalInput } from '../../../worker/objects/call.ts'
import type { PlainCommand } from '../../../worker/objects/shipment.ts'

export { default, Person, Quota, Webhook } from '../../../worker/index.ts'

const LATE_MS = 40
const HASTY: readonly string[] = ['schedule', 'cancel', 'receive-at-depot', 'withdraw']

/** Planted bug: some acts are answered a moment before they are stored. */
export class Shipment extends Whole {
  override async carryOut(command: PlainCommand, call: Call, personalData?: PersonalInput) {
    const expected = await this.wouldAccept(command)
    if (!expected.ok || !HASTY.includes(command.type)) return super.carryOut(command, call, personalData)
    setTimeout(() => super.carryOut(command, call, personalData), LATE_MS)
    return { ...expected, seq: 1 }
  }
}
