import { Buffer } from 'node:buffer'
import type { CreationOptionsJson, RequestOptionsJson } from '../../api/passkeys/answers.ts'
import { PASSKEY_ALGORITHMS } from '../../domain/limits.ts'
import type { KnownPasskey } from '../../objects/person.ts'
import { CHALLENGE_MS } from '../../security/challenge.ts'

const credentialsOf = (passkeys: readonly KnownPasskey[]) =>
  passkeys.map(({ id, transports }) => ({ id, type: 'public-key' as const, transports }))

/** The name under which browsers keep our passkeys: the host of our address, whatever its port. */
const siteOf = (publicUrl: string) => new URL(publicUrl).hostname

/**
 * Returns the options of a new passkey. It has to verify its person, and can be found without an id, so that it opens a shift
 * in a browser that knows nobody yet.
 */
export const creationOptions = (
  publicUrl: string,
  person: { id: string; name: string },
  challenge: string,
  known: readonly KnownPasskey[],
): CreationOptionsJson => ({
  rp: { id: siteOf(publicUrl), name: 'Sesame' },
  user: {
    id: Buffer.from(person.id).toString('base64url'),
    ...{ name: person.name, displayName: person.name },
  },
  challenge,
  pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ alg, type: 'public-key' })),
  timeout: CHALLENGE_MS,
  excludeCredentials: credentialsOf(known),
  authenticatorSelection: {
    residentKey: 'required',
    requireResidentKey: true,
    userVerification: 'required',
  },
  attestation: 'none',
})

/** Returns the options of a shift that one of these passkeys opens, or any of the person's where none is named. */
export const requestOptions = (
  publicUrl: string,
  challenge: string,
  passkeys: readonly KnownPasskey[],
): RequestOptionsJson => ({
  ...{ rpId: siteOf(publicUrl), challenge, timeout: CHALLENGE_MS },
  allowCredentials: credentialsOf(passkeys),
  userVerification: 'required',
})
