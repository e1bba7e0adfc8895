import { importJWK, type JWK, SignJWT } from 'jose'
import { RECEIPT_TYPE, type ReceiptClaims, SEAL_TYPE, type SealClaims } from '../wire/evidence.ts'

async function sign(key: JWK, typ: string, claims: object): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'Ed25519', kid: key.kid ?? '', typ })
    .sign(await importJWK(key, 'Ed25519'))
}

/**
 * Signs a receipt as JWS (RFC 7515, Ed25519), to be verified against `/.well-known/jwks.json`. The same
 * claims always get the same signature.
 */
export const signReceipt = (key: JWK, claims: ReceiptClaims) => sign(key, RECEIPT_TYPE, claims)

/** Signs the seal of an evidence pack. */
export const signSeal = (key: JWK, claims: SealClaims) => sign(key, SEAL_TYPE, claims)
