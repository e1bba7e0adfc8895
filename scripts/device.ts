import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { digest } from '../worker/security/chain.ts'
import { type DeviceKey, keyPrint, PROOF_TYP, type ProofClaims } from '../worker/security/proof.ts'

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A device that scripts and tests sign with, as a browser does (R40). */
export class Device {
  readonly publicKey: DeviceKey
  readonly name: string
  readonly #key: KeyObject

  constructor(name = 'Tablet 14', crv: DeviceKey['crv'] = 'Ed25519') {
    const pair =
      crv === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { kty, x, y } = pair.publicKey.export({ format: 'jwk' })
    this.publicKey = (y === undefined ? { kty, crv, x } : { kty, crv, x, y }) as DeviceKey
    this.#key = pair.privateKey
    this.name = name
  }

  /** What the exchange of an invitation says of the device. */
  get given() {
    return { publicKey: this.publicKey, name: this.name }
  }

  /** Signs claims as they are. */
  sign(claims: ProofClaims): string {
    const ed25519 = this.publicKey.crv === 'Ed25519'
    const header = { typ: PROOF_TYP, alg: ed25519 ? 'Ed25519' : 'ES256', kid: keyPrint(this.publicKey) }
    const content = `${base64url(header)}.${base64url(claims)}`
    const signature = sign(ed25519 ? null : 'sha256', Buffer.from(content), {
      key: this.#key,
      dsaEncoding: 'ieee-p1363',
    })
    return `${content}.${signature.toString('base64url')}`
  }

  /** Signs one call. `body` is its text; `act` the header `Sesame-Act`. */
  proof(
    method: string,
    path: string,
    given: { key?: string; body?: string | undefined; act?: string | undefined } = {},
  ) {
    const { key = crypto.randomUUID(), body, act } = given
    return this.sign({
      ...{ jti: key, htm: method, htu: path, iat: Math.floor(Date.now() / 1000) },
      ...(body && { bh: digest(body) }),
      ...(act !== undefined && { act: act.replace(/, late$/, '') }),
    })
  }
}
