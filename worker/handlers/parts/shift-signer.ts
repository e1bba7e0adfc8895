import type { Context } from '../../http/context.ts'
import { countAddress } from '../../http/limit.ts'
import { proofOf } from '../../http/proof.ts'
import { type Refused, refuse } from '../../http/reply.ts'
import { deviceIdOf, type KnownDevice, personStub } from '../../objects/person.ts'
import { findPerson, type Person } from '../../registry/people.ts'
import { type ProofClaims, printIn } from '../../security/proof.ts'

/** Who signs a call without a session, as the signature shows. */
export interface Signer {
  device: KnownDevice
  person: Person
  proof: ProofClaims
}

/** Refuses somebody of whom nothing is known, and counts it against the address they come from. */
export const refuseStranger = async (c: Context): Promise<Refused> =>
  refuse((await countAddress(c.http)) ? 'unauthorised' : 'too-many')

/** Returns the device of a person that signs this call, or null. */
export async function knownSigner(c: Context, personId: string): Promise<Signer | null> {
  const print = printIn(c.http.req.header('dpop'))
  // Only a person of the registry is asked, so that no object is woken for an invented id.
  const person = print === null ? null : await findPerson(c.env.DB, personId)
  const device =
    person && (await personStub(c.env.PERSON, personId).device(deviceIdOf(personId, print ?? '')))
  const proof = device && (await proofOf(c.http, device.key))
  return person && device && proof ? { device, person, proof } : null
}

/**
 * Finds the device that signs this call for a person (R40). An unknown person, a device that may not sign and a wrong
 * signature get one answer, and count against the address they come from.
 */
export const signerOf = async (c: Context, personId: string): Promise<Signer | Refused> =>
  (await knownSigner(c, personId)) ?? (await refuseStranger(c))
