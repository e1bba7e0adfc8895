import * as v from 'valibot'
import * as devices from '../api/devices/operations.ts'
import type { QueryOf } from '../api/operation.ts'
import { list } from '../http/list.ts'
import { refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { ownerOf } from '../objects/person.ts'
import { type DeviceFilter, listDevices } from '../registry/devices.ts'
import { findPerson } from '../registry/people.ts'
import { DEVICES_TABLE } from './csv/office.ts'
import { runOperation } from './parts/idempotent-write.ts'

const DAY_MS = 24 * 3_600_000

/** Reads the filters of a list of devices. One that says nothing known counts as none. */
function filterOf(
  { person, unseen = '', unsent, revoked }: QueryOf<typeof devices.list>,
  now: number,
): DeviceFilter {
  return {
    personId: person || null,
    seenBefore: /^[1-9]\d{0,3}$/.test(unseen) ? now - Number(unseen) * DAY_MS : null,
    unsent: unsent === 'yes',
    revoked: revoked === 'yes' ? true : revoked === 'no' ? false : null,
  }
}

/** Serves the devices of staff to whoever looks after them (R40). */
export const devicesHandlers: Served[] = [
  serve(devices.list, (c) =>
    list(c, {
      cursor: v.string(),
      table: DEVICES_TABLE,
      pages: (after, limit) => listDevices(c.env.DB, filterOf(c.query, Date.now()), after ?? '', limit),
    }),
  ),
  serve(devices.revoke, (c) =>
    runOperation(c, async () => {
      const deviceId = c.params.id
      // Only a person of the registry is asked, so that no object is woken for an invented id.
      const person = await findPerson(c.env.DB, ownerOf(deviceId))
      return person ? { operation: 'revoke-device', given: { deviceId } } : refuse('not-found')
    }),
  ),
]
