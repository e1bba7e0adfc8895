import type { ProofClaims } from '../../worker/security/proof.ts'
import { base64url, type DeviceKey, hashOf } from './keys.ts'

/** One call, as its proof names it. */
export interface SignedCall {
  method: string
  /** The path with its query. */
  path: string
  /** The text of the body. */
  body?: string | undefined
  /** The call's Idempotency-Key; a number by chance where it has none. */
  key?: string | undefined
  /** The header `Sesame-Act` without `late`, which is known only later. */
  act?: string | undefined
  /** When it was made, in ms. */
  at: number
}

const encoded = (value: object) => base64url(new TextEncoder().encode(JSON.stringify(value)))

/** Signs a call: the header `DPoP`, after RFC 9449 (R40). */
export async function prove(key: DeviceKey, call: SignedCall): Promise<string> {
  const { algorithm, print, privateKey } = key
  const claims: ProofClaims = {
    ...{ jti: call.key ?? crypto.randomUUID(), htm: call.method, htu: call.path },
    iat: Math.floor(call.at / 1000),
    ...(call.body && { bh: await hashOf(call.body) }),
    ...(call.act !== undefined && { act: call.act }),
  }
  const content = `${encoded({ typ: 'dpop+jwt', alg: algorithm, kid: print })}.${encoded(claims)}`
  const by = algorithm === 'Ed25519' ? 'Ed25519' : { name: 'ECDSA', hash: 'SHA-256' }
  const signature = await crypto.subtle.sign(by, privateKey, new TextEncoder().encode(content))
  return `${content}.${base64url(signature)}`
}

/** Whether a proof was made by this key, as its header says. */
export function isBy(proof: string, { print }: Pick<DeviceKey, 'print'>): boolean {
  const [header = ''] = proof.split('.')
  return atob(header.replaceAll('-', '+').replaceAll('_', '/')).includes(`"${print}"`)
}
