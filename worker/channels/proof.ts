import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares a proof that a provider's call carries with the right one, in a time that tells nothing of either. */
export const sameProof = (given: Uint8Array, right: Uint8Array): boolean =>
  given.length === right.length && timingSafeEqual(given, right)

/** Compares texts of any length in the same way. */
export const sameText = (given: string, right: string): boolean => sameProof(digest(given), digest(right))

const digest = (text: string) => createHash('sha256').update(text).digest()
