import { Buffer } from 'node:buffer'

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The length of a shipment's id and link bits in base62 characters: 62¹⁴ is more than 2⁸³. */
export const SHORT_SIGNS = 14

/**
 * Returns bytes as base62: the last `SHORT_SIGNS` digits of their number. It uses letters and digits only, so
 * that no client cuts off the end of a link as punctuation. For 32 bytes the digits are practically uniform.
 */
export function shortText(bytes: Uint8Array): string {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let text = ''
  for (let place = 0; place < SHORT_SIGNS; place++) {
    text = SIGNS[Number(number % 62n)] + text
    number /= 62n
  }
  return text
}
