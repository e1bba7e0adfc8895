import type { DeviceAct } from '../domain/device-act.ts'

const DEVICE = /^[A-Za-z0-9_-]{1,40}$/
const NUMBER = /^\d{1,12}$/

const fieldsOf = (header: string | undefined): Map<string, string> =>
  new Map(
    (header ?? '').split(',').map((part): [string, string] => {
      const [name = '', value = ''] = part.trim().split('=', 2)
      return [name, value]
    }),
  )

/**
 * Whether an act that a device had kept is another person's than the session's. Who uses a tablet may change while acts
 * wait on it, and the cookie, which every script sends unseen, says who uses it now.
 */
export function isAnothers(header: string | undefined, personId: string): boolean {
  const said = fieldsOf(header).get('person')
  return said !== undefined && said !== personId
}

/**
 * Reads the header `Sesame-Act: device=<name>, seq=<n>, person=<id>, at=<instant>, base=<n>, late`. What it says of the act
 * is evidence, so one that says nothing sensible is as good as none and no reason to refuse (R36). Only the person is more:
 * see `isAnothers`.
 */
export function readAct(header: string | undefined): DeviceAct | null {
  const fields = fieldsOf(header)
  const [device = '', seq = '', base = ''] = ['device', 'seq', 'base'].map((name) => fields.get(name))
  if (!NUMBER.test(seq)) return null
  const at = Date.parse(fields.get('at') ?? '')
  return {
    device: DEVICE.test(device) ? device : '',
    seq: Number(seq),
    at: Number.isNaN(at) ? null : at,
    ...(NUMBER.test(base) && { base: Number(base) }),
    ...(fields.has('late') && { late: true as const }),
  }
}
