import { Buffer } from 'node:buffer'

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** How many signs ids and links of shipments have: 62¹⁴ is more than 2⁸³. */
export const SHORT_SIGNS = 14

/**
 * Bytes as base62 signs, the last `SHORT_SIGNS` of their number. Letters and digits only: no client leaves the end of a
 * link out, and no reader takes a sign for punctuation. Of 32 bytes the signs are as good as uniform.
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
