import type { Config } from '../../config.ts'
import { type Invitation, signInvitation } from '../../security/tokens.ts'

/**
 * An invitation may lie in a chat or on a desk, so it lives long enough to be scanned but not long enough to
 * be found.
 */
export const INVITATION_MS = 24 * 3_600_000

/** Returns what is shown of an invitation. The token is signed again for every reply; the stored claims alone open nothing. */
export async function revealInvitation(
  { signingKeys, publicUrl }: Pick<Config, 'signingKeys' | 'publicUrl'>,
  invitation: Invitation,
): Promise<{ url: string; expiresAt: string }> {
  const key = signingKeys[0]
  if (!key) throw new Error('no signing key')
  const url = `${publicUrl}/app/#${await signInvitation(key, invitation)}`
  return { url, expiresAt: new Date(invitation.exp * 1000).toISOString() }
}
