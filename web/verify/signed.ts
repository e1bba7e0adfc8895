import { base64url, compactVerify, importJWK, type JWK } from 'jose'

/** Why something is not what it claims to be. `seq` is the event at which the log breaks or differs. */
export type PackFault =
  | { what: 'unreadable' | 'unknown-key' | 'bad-signature' | 'needs-pack' | 'other-shipment' }
  | { what: 'heading-differs' }
  | { what: 'chain-broken'; seq: number }
  | { what: 'log-cut'; seq: number }
  | { what: 'receipt-differs' | 'webhook-differs' | 'pack-differs'; seq: number }

/** Thrown within the check when something is wrong before anything can be compared. */
export class RefusedError extends Error {
  readonly fault: PackFault
  constructor(fault: PackFault) {
    super(fault.what)
    this.fault = fault
  }
}

/**
 * Whether a base64url text has its one canonical spelling. Decoders ignore some bits of its last character,
 * so another character there would verify as well.
 */
const spelledOnce = (text: string) => base64url.encode(base64url.decode(text)) === text

/** Returns the claims of a token signed by one of our keys (RFC 7515, Ed25519), or throws `RefusedError`. */
export async function claimsOf<T>(jws: string, type: string, keys: readonly JWK[]): Promise<T> {
  try {
    const { payload, protectedHeader } = await compactVerify(
      jws,
      ({ kid }) => {
        const key = keys.find((candidate) => candidate.kid === kid)
        if (!key) throw new RefusedError({ what: 'unknown-key' })
        return importJWK(key, 'Ed25519')
      },
      { algorithms: ['Ed25519'] },
    )
    if (protectedHeader.typ !== type) throw new RefusedError({ what: 'unreadable' })
    if (!jws.split('.').every(spelledOnce)) throw new RefusedError({ what: 'bad-signature' })
    return JSON.parse(new TextDecoder().decode(payload)) as T
  } catch (error) {
    if (error instanceof RefusedError) throw error
    throw new RefusedError({ what: /^[\w-]+\.[\w-]+\.[\w-]+$/.test(jws) ? 'bad-signature' : 'unreadable' })
  }
}
