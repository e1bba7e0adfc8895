import type { DeviceAct } from '../domain/device-act.ts'

const DEVICE = /^[A-Za-z0-9_-]{1,40}$/
const NUMBER = /^\d{1,12}$/

/**
 * Reads the header `Sesame-Act: device=<name>, seq=<n>, at=<instant>, base=<n>, late`. It is evidence, so one that says
 * nothing sensible is as good as none and never a reason to refuse (R36).
 */
export function readAct(header: string | undefined): DeviceAct | null {
  const fields = new Map(
    (header ?? '').split(',').map((part): [string, string] => {
      const [name = '', value = ''] = part.trim().split('=', 2)
      return [name, value]
    }),
  )
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
