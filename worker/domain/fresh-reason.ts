/** Why hands are too new to release by identity unseen (R42). */
export const FRESH_REASONS = [
  /** Not a day old, or fewer than ten hand-overs by secret to ten contacts. */
  'new-hands',
  /** Their first session after three days without one. */
  'first-session',
  /** The session's invitation ended a live one that day. */
  'ended-session',
  /** A substitute for a broken tablet. */
  'substitute',
  'new-point',
  /** No message with a secret or a link reached the recipient. */
  'unreached',
  /** The others: by somebody who is not independent of the hands. */
  'moved',
  'point-chosen',
  'tablet-recorded',
  'block-lifted',
] as const
export type FreshReason = (typeof FRESH_REASONS)[number]
