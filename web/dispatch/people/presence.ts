import type { PersonLine } from '../../../worker/api/people/answers.ts'

/** How long an invitation is valid. */
const INVITATION_MS = 24 * 3_600_000

/**
 * `invited`: the invitation that listed this person may still be opened. `lapsed`: it was not opened and no
 * longer can be. `never`: a courier who has not signed in; couriers are invited later and their line does not
 * show it.
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
