import { Client, invitationUrl } from '../../scripts/client.ts'
import { Device } from '../../scripts/device.ts'
import type { StaffRole } from '../../worker/domain/terms.ts'
import { printOf } from '../../worker/objects/person.ts'
import { DEVICES } from '../../worker/person/devices.ts'
import type { Harness } from './harness.ts'
import type { System } from './world.ts'

const DAY_MS = 86_400_000

/** Somebody who is signed in, and who they are. */
export interface Somebody {
  id: string
  client: Client
}

/** Exchanges an invitation's address for a session, which a device signs if there is one. */
export async function openInvitation(
  world: System,
  url: string,
  device = world.onDevices ? new Device() : undefined,
): Promise<Somebody> {
  const client = new Client(world.url)
  client.device = device
  const { personId } = await client.must('POST', '/api/session', {
    token: url.split('#')[1],
    ...(client.device && { device: client.device.given }),
  })
  return { id: personId, client }
}

/** Somebody whom the operator invited. */
export async function operatorInvites(
  world: System,
  role: StaffRole,
  given: { subject?: string; name?: string } = {},
): Promise<Somebody> {
  const { url } = await invitationUrl(world.url, world.signingKey, role, given)
  return openInvitation(world, url)
}

/** Somebody whom a dispatcher invited: as a courier, or at the counter of a point. */
export async function invites(
  world: System,
  { client }: Somebody,
  role: StaffRole,
  subjectId?: string,
): Promise<Somebody> {
  const { url } = await client.must('POST', '/api/invitations', { role, ...(subjectId && { subjectId }) })
  return openInvitation(world, url)
}

/** Ten hand-overs by secret to ten contacts, a month ago, as the index would hold them. */
export async function makeKnown(world: Harness, personId: string, pointId?: string): Promise<void> {
  const { DB } = await world.worker.getEnv()
  const at = Date.now() - 30 * DAY_MS
  const run = (sql: string, ...values: unknown[]) =>
    DB.prepare(sql)
      .bind(...values)
      .run()
  await run('UPDATE people SET created_at = ? WHERE id = ?', new Date(at).toISOString(), personId)
  if (pointId) await run('UPDATE points SET created_at = ? WHERE id = ?', new Date(at).toISOString(), pointId)
  const tables = await world.worker.getDurableObjectStorage('Person', { name: personId })
  // Somebody without a device has no such table.
  await tables.exec(DEVICES)
  await tables.exec(`UPDATE devices SET enrolled = ${at}`)
  const [device] = (await tables.exec('SELECT id FROM devices')) as { id: string }[]
  const print = device ? printOf(device.id) : null
  const roundId = `known-${personId}`
  if (!pointId)
    await run(
      "INSERT INTO rounds (id, courier_id, date, state, created_at) VALUES (?, ?, '2026-01-02', 'closed', '')",
      roundId,
      personId,
    )
  for (let n = 0; n < 10; n++) {
    const id = `${roundId}-${n}`
    const visits = pointId ? null : JSON.stringify([{ courier: personId, proof: 'pin', device: print }])
    await run(
      `INSERT INTO shipments (id, announced_at, waybill, contract_id, state, secured, parcels, handed_over, changed_at,
         seq, over, visits, contact_print) VALUES (?, ?, ?, 'known', 'handed-over', 1, 1, 1, ?, 9, 1, ?, ?)`,
      ...[id, at, id, at, visits, `print-${n}`],
    )
    if (pointId)
      await run(
        `INSERT INTO register (point_id, at, shipment_id, seq, kind, waybill, labels, proof, by_id, device)
         VALUES (?, ?, ?, 9, 'issued', ?, '[]', 'pin', ?, ?)`,
        ...[pointId, at + n, id, id, personId, print],
      )
    else await run('INSERT INTO stops (round_id, shipment_id, position) VALUES (?, ?, ?)', roundId, id, n)
  }
}
