import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** A key pair of this device for one person. The private half cannot be read, not even by our own script. */
export interface DeviceKey {
  personId: string
  /** The device's name, as its person or dispatcher calls it. */
  name: string
  algorithm: 'Ed25519' | 'ES256'
  privateKey: CryptoKey
  publicKey: PublicKey
  /** Tells the key from any other: the first signs of its thumbprint (RFC 7638). */
  print: string
}

/** The public half as a JWK. */
export type PublicKey =
  | { kty: 'OKP'; crv: 'Ed25519'; x: string }
  | { kty: 'EC'; crv: 'P-256'; x: string; y: string }

interface Stores extends DBSchema {
  keys: { key: string; value: DeviceKey }
}

/** A browser may leave a database unanswered for ever. Without the key a call is refused, and the person can go on. */
const LIMIT_MS = 4_000
/** How long after one that was left unanswered. */
const HUNG_LIMIT_MS = 200
let hung = false

// It is a database of its own: whatever becomes of the acts and rounds of this device, its keys stay.
const open = () =>
  openDB<Stores>('sesame-device', 1, { upgrade: (database) => void database.createObjectStore('keys') })

/** Returns what the work with the database comes to, or undefined when it fails or takes too long. */
async function within<T>(work: (database: IDBPDatabase<Stores>) => Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<undefined>((done) => {
    timer = setTimeout(
      () => {
        hung = true
        done(undefined)
      },
      hung ? HUNG_LIMIT_MS : LIMIT_MS,
    )
  })
  // Where there is no database at all, asking for it throws.
  const run = async () => work(await open())
  const done = await Promise.race([run().catch(() => undefined), limit])
  clearTimeout(timer)
  return done
}

/** Keys that this page has read, so that a call waits for the database once. */
const known = new Map<string, DeviceKey>()

/** Returns this device's key for a person, or null: there is none, or it cannot be read. */
export async function keyOf(personId: string): Promise<DeviceKey | null> {
  const here = known.get(personId)
  if (here) return here
  const kept = await within((database) => database.get('keys', personId))
  if (kept) known.set(personId, kept)
  return kept ?? null
}

/** Keeps a key for a person in place of an earlier one. Returns whether it could be kept. */
export async function keepKey(key: DeviceKey): Promise<boolean> {
  const kept = await within(async (database) => {
    await database.put('keys', key, key.personId)
    return true
  })
  if (kept) known.set(key.personId, key)
  return kept ?? false
}

export const base64url = (bytes: ArrayBuffer | Uint8Array): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** Returns the SHA-256 of a text, base64url. */
export const hashOf = async (text: string): Promise<string> =>
  base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

/** Makes a pair, Ed25519 where the browser has it and P-256 elsewhere. */
async function makePair(): Promise<{ pair: CryptoKeyPair; algorithm: DeviceKey['algorithm'] }> {
  try {
    const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
    return { pair: pair as CryptoKeyPair, algorithm: 'Ed25519' }
  } catch {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ])
    return { pair, algorithm: 'ES256' }
  }
}

/**
 * Makes a new key for a person; nothing keeps it yet. Returns null where the browser makes none, as over plain HTTP
 * from another machine: a session without a device is opened then, where the deployment allows it.
 */
export async function makeKey(personId: string, name: string): Promise<DeviceKey | null> {
  try {
    const { pair, algorithm } = await makePair()
    const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
    const publicKey: PublicKey =
      algorithm === 'Ed25519' ? { kty: 'OKP', crv: 'Ed25519', x } : { kty: 'EC', crv: 'P-256', x, y }
    // RFC 7638 hashes the members in the order of their names.
    const { kty, crv } = publicKey
    const print = (await hashOf(JSON.stringify(y ? { crv, kty, x, y } : { crv, kty, x }))).slice(0, 16)
    return { ...{ personId, name, algorithm, publicKey, print }, privateKey: pair.privateKey }
  } catch {
    return null
  }
}
