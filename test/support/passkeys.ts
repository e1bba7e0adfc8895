import { randomUUID } from 'node:crypto'
import { Client, signIn } from '../../scripts/client.ts'
import { Device } from '../../scripts/device.ts'
import type { StaffRole } from '../../worker/domain/terms.ts'
import { Authenticator, type Odd } from './authenticator.ts'
import { openInvitation, type Somebody } from './hands.ts'
import type { Harness } from './harness.ts'
import type { System } from './world.ts'

/** Somebody on a device that the operator's invitation enrolled; at a counter, `point` is theirs. */
export async function onDevice(
  world: System,
  role: StaffRole = 'dispatcher',
  point?: string,
): Promise<Somebody> {
  const client = new Client(world.url)
  client.device = new Device('Bureau')
  const id = randomUUID()
  const subject = point ?? id
  await signIn(world.url, world.signingKey, role, { subject, personId: id, name: 'Anne Petit' }, client)
  return { id, client }
}

/** Somebody whom a dispatcher invited, on a device. */
export async function invitedByOffice(world: System, role: 'dispatcher' | 'depot'): Promise<Somebody> {
  const { url } = await world.dispatcher.must('POST', '/api/invitations', { role, name: 'Anne Petit' })
  return openInvitation(world, url, new Device('Bureau'))
}

/** Asks for the options of a new passkey and answers them. */
export async function make(world: System, client: Client, key = new Authenticator(), odd: Odd = {}) {
  const options = await client.must('POST', '/api/passkeys/options')
  return key.create(options, world.publicUrl, odd)
}

/** Adds a passkey. Returns its authenticator. */
export async function addPasskey(world: System, client: Client, name = 'Bureau', key = new Authenticator()) {
  await client.must('POST', '/api/passkeys', { name, response: await make(world, client, key) })
  return key
}

/** Asks for the options of a shift and signs them. */
export async function signShift(
  world: System,
  client: Client,
  personId: string,
  key: Authenticator,
  odd: Odd = {},
) {
  const options = await client.must('POST', '/api/shift/options', { personId })
  return key.get(options, world.publicUrl, odd)
}

/** Opens a shift by a passkey; `device` is enrolled by it. */
export async function openShift(
  world: System,
  client: Client,
  personId: string,
  key: Authenticator,
  { odd = {}, enrols = false }: { odd?: Odd; enrols?: boolean } = {},
) {
  const passkey = await signShift(world, client, personId, key, odd)
  return client.post('/api/shift', { personId, passkey, ...(enrols && { device: client.device?.given }) })
}

/** The night after a day's work: every session of a person is over. */
export async function night(world: Harness, personId: string): Promise<void> {
  const tables = await world.worker.getDurableObjectStorage('Person', { name: personId })
  await tables.exec(`UPDATE sessions SET expires = ${Date.now() - 60_000}`)
}
