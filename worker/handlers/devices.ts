import * as v from 'valibot'
import * as devices from '../api/devices/operations.ts'
import { list } from '../http/list.ts'
import { refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { ownerOf } from '../objects/person.ts'
import { listDevices } from '../registry/devices.ts'
import { findPerson } from '../registry/people.ts'
import { DEVICES_TABLE } from './csv/office.ts'
import { runOperation } from './parts/idempotent-write.ts'

/** Serves the devices of staff to whoever looks after them (R40). */
export const devicesHandlers: Served[] = [
  serve(devices.list, (c) =>
    list(c, {
      cursor: v.string(),
      table: DEVICES_TABLE,
      read: (after, limit) => listDevices(c.env.DB, c.http.req.query('person') ?? null, after ?? '', limit),
      positionOf: ({ id }) => id,
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
