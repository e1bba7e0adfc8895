import { Buffer } from 'node:buffer'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { SHORT_SIGNS, shortText } from './base62.ts'
import { type KeyRing, keyOf } from './keys.ts'

/** What all secrets of one shipment are derived from, besides the Worker's key. Only its object holds it. */
export interface Seed {
  shipmentId: string
  kid: string
  salt: Uint8Array
}

type Purpose = 'pin/v1' | 'qr/v1' | 'link/v1' | 'receipt/v1' | 'words/v1' | 'chat/v1' | 'pay/v1'
const BITS_BYTES = 16

/** Puts the length before each field, so that no two lists of fields give the same bytes. */
function lengthPrefixed(fields: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    fields.flatMap((field) => {
      const bytes = Buffer.from(field as Uint8Array)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return [length, bytes]
    }),
  )
}

function derive(ring: KeyRing, purpose: Purpose, seed: Seed, number: number): Buffer {
  const fields = [purpose, seed.shipmentId, String(number), seed.salt]
  return createHmac('sha256', keyOf(ring, seed.kid)).update(lengthPrefixed(fields)).digest()
}

/** Derives the PIN of a version: first 8 bytes, big-endian, modulo 10ⁿ, zero-padded. It is stored nowhere. */
export function pinOf(ring: KeyRing, seed: Seed, version: number, digits: number): string {
  const value = derive(ring, 'pin/v1', seed, version).readBigUInt64BE(0) % 10n ** BigInt(digits)
  return value.toString().padStart(digits, '0')
}

const bits = (ring: KeyRing, purpose: Purpose, seed: Seed, number: number) =>
  derive(ring, purpose, seed, number).subarray(0, BITS_BYTES).toString('base64url')

/** Derives the 128 bits of the QR of a version, base64url. */
export const qrBits = (ring: KeyRing, seed: Seed, version: number) => bits(ring, 'qr/v1', seed, version)
/**
 * Derives the link of a generation: 83 bits in 14 base62 characters. A shipment announced when ids were long
 * has 128 bits in base64url, so that links already sent stay valid to its end.
 */
export const linkBits = (ring: KeyRing, seed: Seed, generation: number) =>
  seed.shipmentId.length > SHORT_SIGNS
    ? bits(ring, 'link/v1', seed, generation)
    : shortText(derive(ring, 'link/v1', seed, generation))
/** Derives the 128 bits of the receipt of one parcel (numbered from 1), base64url. */
export const receiptBits = (ring: KeyRing, seed: Seed, parcel: number) =>
  bits(ring, 'receipt/v1', seed, parcel)

/** Derives what a deep link into a bot's chat carries, of a generation of the page's link: 83 bits in 14 characters. */
export const chatBits = (ring: KeyRing, seed: Seed, generation: number) =>
  shortText(derive(ring, 'chat/v1', seed, generation))

/** Derives what the address carries that only takes a payment (R30): 83 bits in 14 characters, the same for all visits. */
export const payBits = (ring: KeyRing, seed: Seed) => shortText(derive(ring, 'pay/v1', seed, 1))

/** Derives two numbers of a visit, of 32 bits each, from which its words are chosen (R39). */
export function visitNumbers(ring: KeyRing, seed: Seed, visit: number): [number, number] {
  const bytes = derive(ring, 'words/v1', seed, visit)
  return [bytes.readUInt32BE(0), bytes.readUInt32BE(4)]
}

/** Compares in constant time for texts of equal length; lengths are no secret. */
export function equalSecrets(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
