import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { shortText } from './base62.ts'

/** Returns RFC 8785 canonical JSON, which is the same bytes for the same value. */
function canonical(value: unknown): string {
  return canonicalize(value) ?? 'null'
}

const sha256 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('base64url')
}

/** Returns the hash of an event in the chain (R31): SHA-256(0x01 ‖ previous ‖ RFC 8785 JSON), base64url. */
export function chainHash(previous: string, event: unknown): string {
  return sha256(Uint8Array.of(1), Buffer.from(previous, 'base64url'), canonical(event))
}

/** Binds personal data to its event without copying it. The hash is useless once salt and data are erased. */
export function bindingHash(salt: Uint8Array, personalData: unknown): string {
  return sha256(Uint8Array.of(2), salt, canonical(personalData))
}

/** Returns the SHA-256 of a text, base64url. */
export const digest = (text: string) => sha256(text)

/** Returns the SHA-256 of bytes, base64url. */
export const bytesDigest = (bytes: Uint8Array) => sha256(bytes)

/** Returns an id that is always the same for the same parts: 22 characters, base64url. */
export const derivedId = (...parts: string[]) => sha256(JSON.stringify(parts)).slice(0, 22)

/**
 * Returns the id of a shipment: 14 base62 characters from contract and waybill, so that announcing twice is
 * the same shipment.
 */
export const shipmentIdOf = (contractId: string, waybill: string) =>
  shortText(Buffer.from(sha256(JSON.stringify(['shipment', contractId, waybill])), 'base64url'))

/** Returns the id in the former long form, which a shipment announced at that time keeps to its end. */
export const longShipmentIdOf = (contractId: string, waybill: string) =>
  derivedId('shipment', contractId, waybill)

/**
 * Returns a number such as `7Q4-K2M-91` that people can read out: forty bits of an event's hash in
 * Crockford's alphabet.
 */
export function receiptNumber(hash: string): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let bits = Buffer.concat([Buffer.from(hash, 'base64url'), Buffer.alloc(5)]).readUIntBE(0, 5)
  let text = ''
  for (let i = 0; i < 8; i++) {
    text = alphabet[bits % 32] + text
    bits = Math.floor(bits / 32)
  }
  return `${text.slice(0, 3)}-${text.slice(3, 6)}-${text.slice(6)}`
}
