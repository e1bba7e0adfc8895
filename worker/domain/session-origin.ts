import { NEW_MS, PAUSE_MS } from './limits.ts'

/** Why a session ended early: its holder left, somebody ended it, or a newer invitation replaced it. */
export type SessionEnd = 'left' | 'ended' | 'replaced'

/** An earlier session of the same person. Times in ms. */
export interface EarlierSession {
  openedAt: number
  expiresAt: number
  endedAt: number | null
  /** Null: the session expired, or ended before this was recorded. */
  end: SessionEnd | null
  /** When the first session after a pause was opened, if this one still belongs to that day; else null. */
  pauseEndedAt: number | null
}

/** What R42 keeps of a session when it is opened. */
export interface OpenedSession {
  endedLive: boolean
  pauseEndedAt: number | null
}

/**
 * Returns what an invitation's session begins as (R42). It ended a live session if an earlier one would still
 * be live had nobody else ended it: ending that one first and then inviting is the same act in two steps. A
 * substitute comes after the failure that ended the tablet's sessions, so it ends a live session only if one
 * is left.
 */
export function openedAfter(
  earlier: readonly EarlierSession[],
  substitute: boolean,
  now: number,
): OpenedSession {
  const live = earlier.filter(({ expiresAt }) => expiresAt > now)
  const byOthers = live.filter(({ end }) => end === 'ended' || end === 'replaced')
  const endedLive = live.some(({ endedAt }) => endedAt === null) || (!substitute && byOthers.length > 0)
  return { endedLive, pauseEndedAt: pauseEndedAt(earlier, now) }
}

/**
 * Returns when the pause before this session ended, or null. Signing in again on the same day does not make
 * the first day after a pause an ordinary one.
 */
function pauseEndedAt(earlier: readonly EarlierSession[], now: number): number | null {
  if (earlier.length === 0) return null
  const last = Math.max(...earlier.map(({ endedAt, expiresAt }) => Math.min(endedAt ?? expiresAt, now)))
  if (now - last >= PAUSE_MS) return now
  const latest = earlier.reduce((a, b) => (b.openedAt >= a.openedAt ? b : a))
  const from = latest.pauseEndedAt
  return from !== null && now - from < NEW_MS ? from : null
}
