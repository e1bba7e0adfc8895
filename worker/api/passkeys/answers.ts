import * as v from 'valibot'
import { at, count, orNull, strings } from '../common.ts'

/** One passkey of whoever asks. */
export const Passkey = v.strictObject({
  /** The credential's id, base64url. */
  id: v.string(),
  name: v.string(),
  addedAt: at,
  /** When it opened a shift last; null if it never did. */
  lastUsedAt: orNull(at),
})

const credentials = v.array(
  v.strictObject({ id: v.string(), type: v.literal('public-key'), transports: strings }),
)
const required = v.literal('required')

/** What `navigator.credentials.create` takes, with bytes as base64url (WebAuthn, `parseCreationOptionsFromJSON`). */
export const CreationOptions = v.strictObject({
  rp: v.strictObject({ id: v.string(), name: v.string() }),
  user: v.strictObject({ id: v.string(), name: v.string(), displayName: v.string() }),
  challenge: v.string(),
  pubKeyCredParams: v.array(
    v.strictObject({ alg: v.pipe(v.number(), v.integer()), type: v.literal('public-key') }),
  ),
  /** In ms. */
  timeout: count,
  excludeCredentials: credentials,
  authenticatorSelection: v.strictObject({
    residentKey: required,
    requireResidentKey: v.literal(true),
    userVerification: required,
  }),
  attestation: v.literal('none'),
})
export type CreationOptionsJson = v.InferOutput<typeof CreationOptions>

/** What `navigator.credentials.get` takes, with bytes as base64url. */
export const RequestOptions = v.strictObject({
  rpId: v.string(),
  challenge: v.string(),
  /** In ms. */
  timeout: count,
  /** Empty for a browser that is not known to the person: it asks for any passkey of ours. */
  allowCredentials: credentials,
  userVerification: required,
})
export type RequestOptionsJson = v.InferOutput<typeof RequestOptions>
