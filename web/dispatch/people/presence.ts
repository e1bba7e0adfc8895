import type { PersonLine } from '../../../worker/api/people/answers.ts'

/** As long as an invitation lives. */
const INVITATION_MS = 24 * 3_600_000

/**
 * `invited`: the invitation that listed this person may still be opened. `lapsed`: it was not, and cannot be any more.
 * `never`: a courier who has not signed in; invitations of couriers come later and are not in their line.
 */
export type Presence = 'seen' | 'invited' | 'lapsed' | 'never'

export function presenceOf(
  { role, createdAt, lastSeenAt }: Pick<PersonLine, 'role' | 'createdAt' | 'lastSeenAt'>,
  now: number,
): Presence {
  if (lastSeenAt) return 'seen'
  if (role === 'courier') return 'never'
  return now - Date.parse(createdAt) < INVITATION_MS ? 'invited' : 'lapsed'
}
