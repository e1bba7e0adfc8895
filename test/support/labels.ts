import { randomUUID } from 'node:crypto'
import { Client } from '../../scripts/client.ts'
import type { RecipientKind } from '../../worker/domain/terms.ts'
import { newPhone, type System } from './world.ts'

/** A shipper's system, which sends its API key with every call. */
export class KeyClient extends Client {
  readonly #key: string

  constructor(base: string, key: string) {
    super(base)
    this.#key = key
  }

  override send(...[method, path, body, given = {}]: Parameters<Client['send']>) {
    const headers = { ...given.headers, authorization: `Bearer ${this.#key}` }
    return super.send(method, path, body, { ...given, headers })
  }
}

/** Returns a client with an API key of the contract. */
export async function keyOf(world: System, contractId: string): Promise<KeyClient> {
  const { key } = await world.dispatcher.must('POST', '/api/api-keys', { name: 'ERP', contractId })
  return new KeyClient(world.url, key)
}

export const newWaybill = () => `WB${randomUUID().slice(0, 18).toUpperCase()}`
const address = { line1: '12 quai Perrache', city: 'Lyon', postcode: '69002', country: 'FR' }

export interface Who {
  name: string
  phone?: string
  email?: string
  kind: RecipientKind
}
export const anna = (): Who => ({ name: 'Anna Séguin', phone: newPhone(), kind: 'consumer' })

/** Returns the body of an announcement of some labels for a recipient. By default it has its own waybill. */
export const order = (contractId: string, labels: string[], recipient: Who, waybill = newWaybill()) => ({
  waybill,
  contractId,
  parcels: labels.map((label) => ({ label })),
  recipient: { ...recipient, address },
  inPerson: true,
})
