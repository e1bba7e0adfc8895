import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose'
import { digest } from './chain.ts'

/** A device's public key: Ed25519, or P-256 where the browser has no Ed25519. */
export type DeviceKey =
  | { kty: 'OKP'; crv: 'Ed25519'; x: string }
  | { kty: 'EC'; crv: 'P-256'; x: string; y: string }

/**
 * What a device says of one call and signs with its key, in the header `DPoP` (after RFC 9449). `act` and `iat` are
 * evidence: a tablet's clock may be wrong, and what was done without a network is sent hours later (R40).
 */
export interface ProofClaims {
  /** The call's Idempotency-Key, or a number of its own where a call has none. */
  jti: string
  /** The method. */
  htm: string
  /** The path with its query. */
  htu: string
  /** SHA-256 of the body, base64url; absent where there is no body. */
  bh?: string
  /** The header `Sesame-Act` as it was when the act was made, without `late`. */
  act?: string
  /** The device's time, in seconds. */
  iat?: number
}

export const PROOF_TYP = 'dpop+jwt'
const ALGORITHM = { 'P-256': 'ES256', Ed25519: 'Ed25519' } as const

/** Returns whether a key is a point of its curve. The form alone does not tell. */
export async function isWholeKey(key: DeviceKey): Promise<boolean> {
  try {
    await importJWK(key, ALGORITHM[key.crv])
    return true
  } catch {
    return false
  }
}

/** Returns what tells a public key from any other: 16 signs of its thumbprint (RFC 7638). */
export function keyPrint(key: DeviceKey): string {
  // RFC 7638 hashes the required members alone, in the order of their names.
  const members =
    key.kty === 'EC'
      ? { crv: key.crv, kty: key.kty, x: key.x, y: key.y }
      : { crv: key.crv, kty: key.kty, x: key.x }
  return digest(JSON.stringify(members)).slice(0, 16)
}

/** Imported keys of the devices that called last: importing one costs as much as checking a signature. */
const imported = new Map<string, ReturnType<typeof importJWK>>()
const IMPORTED_MAX = 5_000

function keyOf(key: DeviceKey): ReturnType<typeof importJWK> {
  const name = key.kty === 'EC' ? `${key.x}.${key.y}` : key.x
  const known = imported.get(name)
  if (known) return known
  if (imported.size >= IMPORTED_MAX) imported.clear()
  const made = importJWK(key satisfies JWK, ALGORITHM[key.crv])
  imported.set(name, made)
  return made
}

/** Returns the print of the key that a proof says it is signed with, for a call without a session; null: it says none. */
export function printIn(proof: string | undefined): string | null {
  try {
    return decodeProtectedHeader(proof ?? '').kid ?? null
  } catch {
    return null
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isTextOrNone = (value: unknown): value is string | undefined => value === undefined || isText(value)

/** Returns what a device says in a proof, or null: it is not signed by this key, or is no proof. */
export async function verifyProof(key: DeviceKey, proof: string): Promise<ProofClaims | null> {
  try {
    const { payload, protectedHeader } = await compactVerify(proof, await keyOf(key), {
      algorithms: [ALGORITHM[key.crv]],
    })
    if (protectedHeader.typ !== PROOF_TYP) return null
    const { jti, htm, htu, bh, act, iat } = JSON.parse(new TextDecoder().decode(payload)) as Record<
      string,
      unknown
    >
    if (!isText(jti) || !isText(htm) || !isText(htu) || !isTextOrNone(bh) || !isTextOrNone(act)) return null
    return {
      ...{ jti, htm, htu },
      ...(bh !== undefined && { bh }),
      ...(act !== undefined && { act }),
      ...(typeof iat === 'number' && { iat }),
    }
  } catch {
    return null
  }
}
