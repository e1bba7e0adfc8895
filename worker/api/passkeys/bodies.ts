import * as v from 'valibot'
import { line, nothing } from '../fields.ts'

const bytes = (max: number) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(max))

/** A credential's id has 1023 bytes at most (WebAuthn). */
const credentialId = bytes(1364)

/** `AuthenticatorTransport`, and what future ones are called. */
const transport = v.pipe(v.string(), v.regex(/^[a-z-]{1,20}$/))
const passkeyName = line(60)

export const options = nothing

/** What the browser made of the options: the fields of `RegistrationResponseJSON` that are looked at. */
export const add = v.strictObject({
  name: passkeyName,
  response: v.strictObject({
    id: credentialId,
    clientDataJSON: bytes(3000),
    attestationObject: bytes(3500),
    transports: v.optional(v.pipe(v.array(transport), v.maxLength(8)), []),
  }),
})

export const rename = v.strictObject({ name: passkeyName })

export const remove = nothing

/** What the browser made of the options of a shift: the fields of `AuthenticationResponseJSON` that are looked at. */
export const assertion = v.strictObject({
  id: credentialId,
  clientDataJSON: bytes(3000),
  authenticatorData: bytes(3000),
  signature: bytes(2000),
})
