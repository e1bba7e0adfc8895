import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser'
import { type AnswerAt, api, type InputAt } from '../api/call.ts'
import { callAs } from './signed.ts'

/** What opens a shift with a passkey, as `POST /api/shift` takes it. */
export type PasskeyAssertion = Extract<InputAt<typeof api.session.shift>, { passkey: unknown }>['passkey']
/** A new passkey, as `POST /api/passkeys` takes it. */
export type PasskeyMade = InputAt<typeof api.passkeys.add>['response']

/**
 * Why there is no answer of a passkey: the browser has none; the person or the time put an end to it; the account has
 * none; this one was added before; the key cannot verify its person; nobody can be reached; or something else.
 */
export type NoPasskey = 'unsupported' | 'cancelled' | 'none' | 'known' | 'unfit' | 'offline' | 'failed'

export type Asked<T> = { ok: true; response: T } | { ok: false; why: NoPasskey }

/** Whether this browser has passkeys at all. */
export const hasPasskeys = (): boolean => typeof PublicKeyCredential === 'function'

/** Loads what speaks with the authenticator, which nobody needs before. */
const library = () => import('@simplewebauthn/browser')

const UNFIT = [
  'ERROR_AUTHENTICATOR_MISSING_DISCOVERABLE_CREDENTIAL_SUPPORT',
  'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT',
  'ERROR_AUTHENTICATOR_NO_SUPPORTED_PUBKEYCREDPARAMS_ALG',
]

/** Says what became of it where the browser threw an error. */
function whyOf(error: unknown): NoPasskey {
  const { name = '', code = '' } = (error ?? {}) as { name?: string; code?: string }
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' || name === 'InvalidStateError') return 'known'
  if (UNFIT.includes(code) || name === 'NotSupportedError' || name === 'ConstraintError') return 'unfit'
  // Browsers tell no page whether the person refused, had no passkey, or let the time pass.
  return name === 'NotAllowedError' || name === 'AbortError' ? 'cancelled' : 'failed'
}

/** Has the platform make a passkey for options of ours. */
export async function makePasskey(
  options: AnswerAt<typeof api.passkeys.options>,
): Promise<Asked<PasskeyMade>> {
  if (!hasPasskeys()) return { ok: false, why: 'unsupported' }
  try {
    const { startRegistration } = await library()
    const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON
    const { id, response } = await startRegistration({ optionsJSON })
    const { clientDataJSON, attestationObject, transports = [] } = response
    return { ok: true, response: { id, clientDataJSON, attestationObject, transports } }
  } catch (error) {
    return { ok: false, why: whyOf(error) }
  }
}

/**
 * Asks a person's passkey for what opens their next shift. Call it from a tap: browsers ask nobody otherwise. The answer is
 * good for five minutes, once, in `POST /api/shift {personId, passkey, device?}`.
 */
export async function assertPasskey(personId: string): Promise<Asked<PasskeyAssertion>> {
  if (!hasPasskeys()) return { ok: false, why: 'unsupported' }
  // Nobody is signed in yet, so it is this person's key that signs, if this device has one.
  const asked = await callAs(personId)(api.session.shiftOptions, {}, { personId })
  if (!asked.ok)
    return {
      ok: false,
      why: asked.status === 0 ? 'offline' : asked.code === 'no-passkey' ? 'none' : 'failed',
    }
  try {
    const { startAuthentication } = await library()
    const { id, response } = await startAuthentication({ optionsJSON: asked.data })
    const { clientDataJSON, authenticatorData, signature } = response
    return { ok: true, response: { id, clientDataJSON, authenticatorData, signature } }
  } catch (error) {
    return { ok: false, why: whyOf(error) }
  }
}
