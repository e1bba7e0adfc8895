import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
const base64url = (data: string | Buffer) => Buffer.from(data).toString('base64url')

/** User present, user verified, and a credential's data behind. */
const [UP, UV, AT] = [0x01, 0x04, 0x40]

/** Writes one head of CBOR: a kind of thing, and its length or value. */
function head(kind: number, value: number): Buffer {
  if (value < 24) return Buffer.of((kind << 5) | value)
  if (value < 256) return Buffer.of((kind << 5) | 24, value)
  return Buffer.of((kind << 5) | 25, value >> 8, value & 255)
}

type Said = number | string | Buffer | readonly Said[] | Map<unknown, unknown>

/** Writes CBOR (RFC 8949): whole numbers, texts, bytes, lists and maps, which is all that an authenticator says. */
function cbor(value: Said): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)])
  const map = value as Map<unknown, unknown>
  const entries = [...map].flatMap(([key, one]) => [cbor(key as Said), cbor(one as Said)])
  return Buffer.concat([head(5, map.size), ...entries])
}

/** What of the ceremony is not as it should be. */
export interface Odd {
  origin?: string
  rpId?: string
  challenge?: string
  /** Nobody was verified: the key was touched, no more. */
  unverified?: true
  /** The form of its attestation, with a certificate in it. */
  format?: string
  /** The count that it claims, in place of the next one. */
  counter?: number
}

/** One credential of an authenticator in software: ES256, attestation `none`, as browsers pass on (WebAuthn). */
export class Authenticator {
  readonly id = randomBytes(20).toString('base64url')
  readonly #key: KeyObject
  readonly #cose: Buffer
  #counter: number

  /** `counts`: whether it counts its signatures. Passkeys that are synchronised say 0 always. */
  constructor({ counts = true }: { counts?: boolean } = {}) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' })
    this.#key = pair.privateKey
    const point = (text: string) => Buffer.from(text, 'base64url')
    this.#cose = cbor(
      new Map<number, number | Buffer>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, point(x)],
        [-3, point(y)],
      ]),
    )
    this.#counter = counts ? 1 : 0
  }

  #said(type: string, options: { challenge: string }, origin: string, odd: Odd): string {
    const challenge = odd.challenge ?? options.challenge
    return JSON.stringify({ type, challenge, origin: odd.origin ?? origin, crossOrigin: false })
  }

  #data(rpId: string, odd: Odd, credential = Buffer.alloc(0)): Buffer {
    const flags = UP | (odd.unverified ? 0 : UV) | (credential.length > 0 ? AT : 0)
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(odd.counter ?? this.#counter)
    return Buffer.concat([sha256(odd.rpId ?? rpId), Buffer.of(flags), counter, credential])
  }

  /** Answers the options of a new passkey. */
  create(options: { rp: { id: string }; challenge: string }, origin: string, odd: Odd = {}) {
    const id = Buffer.from(this.id, 'base64url')
    const length = Buffer.of(id.length >> 8, id.length & 255)
    const credential = Buffer.concat([Buffer.alloc(16), length, id, this.#cose])
    const statement = new Map<string, Buffer | Buffer[]>()
    if (odd.format !== undefined) statement.set('sig', randomBytes(64)).set('x5c', [randomBytes(300)])
    const attested = new Map<string, string | Buffer | Map<unknown, unknown>>([
      ['fmt', odd.format ?? 'none'],
      ['attStmt', statement],
      ['authData', this.#data(options.rp.id, odd, credential)],
    ])
    return {
      id: this.id,
      clientDataJSON: base64url(this.#said('webauthn.create', options, origin, odd)),
      attestationObject: base64url(cbor(attested)),
      transports: ['internal'],
    }
  }

  /** Answers the options of a shift. */
  get(options: { rpId: string; challenge: string }, origin: string, odd: Odd = {}) {
    if (this.#counter > 0) this.#counter += 1
    const said = this.#said('webauthn.get', options, origin, odd)
    const data = this.#data(options.rpId, odd)
    const signature = sign('sha256', Buffer.concat([data, sha256(said)]), this.#key)
    return {
      id: this.id,
      clientDataJSON: base64url(said),
      authenticatorData: base64url(data),
      signature: base64url(signature),
    }
  }
}
