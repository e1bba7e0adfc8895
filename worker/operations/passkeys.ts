import { OPERATOR } from '../domain/independence.ts'
import { type NewPasskey, personStub } from '../objects/person.ts'
import { addEdge } from '../registry/ancestry.ts'
import type { DurableOperation, RefusedOperation } from './operation.ts'

const REFUSED: Record<'used' | 'known' | 'full', RefusedOperation> = {
  used: { refusal: 'bad-request', errors: [{ field: 'response', code: 'invalid' }] },
  known: { refusal: 'passkey-known' },
  full: { refusal: 'passkeys-full' },
}

/**
 * Adds a passkey to the account of whoever asks (R40). Whoever invited the device on which it is made has a hand in it, from
 * now on, so that a passkey on a device of theirs does not slip past a vouch of before (R9).
 */
export const addPasskey: DurableOperation<{ passkey: NewPasskey; jti: string; voidInvitations: boolean }> = {
  async perform({ DB, PERSON }, { by, given: { passkey, jti, voidInvitations }, step }) {
    const { key } = step('add').idempotency
    const added = await personStub(PERSON, by.id).addPasskey(passkey, { jti, key, voidInvitations })
    if (!added.ok) return REFUSED[added.why]
    const { id, name, invitedBy } = passkey
    const body = { id, name, addedAt: new Date(added.addedAt).toISOString(), lastUsedAt: null }
    const edge = { personId: by.id, byId: invitedBy, act: 'passkey', at: added.addedAt } as const
    const statements = invitedBy === OPERATOR ? [] : [addEdge(DB, edge)]
    return { reply: { status: 201, body }, statements }
  },
}
