import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers'
import { PASSKEY_ALGORITHMS } from '../domain/limits.ts'

/** Where a passkey counts: the site that the browser saw, and the challenges that it may have signed. */
interface Expected {
  /** Our public address. */
  origin: string
  isChallenge: (challenge: string) => Promise<boolean>
}

const site = ({ origin, isChallenge }: Expected) => ({
  expectedChallenge: isChallenge,
  expectedOrigin: origin,
  expectedRPID: new URL(origin).hostname,
  requireUserVerification: true,
})

/** What a browser says of a credential that it made. */
export interface MadeCredential {
  id: string
  clientDataJSON: string
  attestationObject: string
}

/** A credential as it is kept. */
export interface KeptCredential {
  id: string
  /** COSE, base64url. */
  publicKey: string
  /** How often it signed; 0 for one that does not count. */
  counter: number
}

/**
 * Whether an attestation names no maker. We ask for none, and a certificate would have us fetch lists of revoked ones
 * from an address that a stranger chose.
 */
function namesNobody(attestationObject: string): boolean {
  const attested = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject))
  const format = attested.get('fmt')
  return format === 'none' || (format === 'packed' && attested.get('attStmt').get('x5c') === undefined)
}

/** Returns the credential to keep, or null: it was made elsewhere, for another challenge, or nobody was verified. */
export async function verifyMade(made: MadeCredential, expected: Expected): Promise<KeptCredential | null> {
  const { id, clientDataJSON, attestationObject } = made
  try {
    if (!namesNobody(attestationObject)) return null
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      ...site(expected),
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON, attestationObject },
      },
      supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
    })
    // The id in the attestation is the one that was made; the one beside it is only said.
    if (!verified || registrationInfo.credential.id !== id) return null
    const { publicKey, counter } = registrationInfo.credential
    return { id, publicKey: isoBase64URL.fromBuffer(publicKey), counter }
  } catch {
    return null // what is wrong with it concerns nobody who sends such a thing
  }
}

/** What a browser says of a challenge that a credential signed. */
export interface Assertion {
  id: string
  clientDataJSON: string
  authenticatorData: string
  signature: string
}

/**
 * Returns how often the credential says to have signed by now, or null: it did not sign this. Whether that goes on from the
 * count before is judged where both are kept, because the same call once more is no copy.
 */
export async function verifySigned(
  signed: Assertion,
  { id, publicKey }: Pick<KeptCredential, 'id' | 'publicKey'>,
  expected: Expected,
): Promise<number | null> {
  const { clientDataJSON, authenticatorData, signature } = signed
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      ...site(expected),
      response: {
        ...{ id, rawId: id, type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON, authenticatorData, signature },
      },
      credential: { id, publicKey: isoBase64URL.toBuffer(publicKey), counter: 0 },
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}
