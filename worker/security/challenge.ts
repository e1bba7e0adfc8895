import { Buffer } from 'node:buffer'
import type { KeyRing } from './keys.ts'
import { sign, verify } from './tokens.ts'

const AUDIENCE = 'sesame/passkey-challenge'
/** As long as somebody may take to find their security key. */
export const CHALLENGE_MS = 5 * 60_000

/** What an authenticator signs. It is kept nowhere until it comes back. */
export interface Challenge {
  /** The person's object takes it once. */
  jti: string
  personId: string
  /** A passkey that is added opens nothing by that, and one that opens a shift adds nothing. */
  purpose: 'register' | 'open'
}

/** Returns a new challenge, base64url: its bytes are the text of a token. */
export async function signChallenge(
  ring: KeyRing,
  { personId, purpose }: Omit<Challenge, 'jti'>,
  now: number,
): Promise<string> {
  const claims = { jti: crypto.randomUUID(), sub: personId, for: purpose }
  return Buffer.from(await sign(ring, AUDIENCE, claims, now + CHALLENGE_MS)).toString('base64url')
}

/** Returns the challenge, or null: it is not of ours, too old, another person's or for something else. */
export async function verifyChallenge(
  ring: KeyRing,
  challenge: string,
  { personId, purpose }: Omit<Challenge, 'jti'>,
  now: number,
): Promise<Challenge | null> {
  const payload = await verify(ring, AUDIENCE, Buffer.from(challenge, 'base64url').toString(), now)
  if (!payload?.jti || payload.sub !== personId || payload.for !== purpose) return null
  return { jti: payload.jti, personId, purpose }
}
