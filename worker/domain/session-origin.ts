import { NEW_MS, PAUSE_MS } from './limits.ts'

/** Why a session ended before its time: its holder left, somebody ended it, or a newer invitation did. */
export type SessionEnd = 'left' | 'ended' | 'replaced'

/** An earlier session of the same person. Times in ms. */
export interface EarlierSession {
  openedAt: number
  expiresAt: number
  endedAt: number | null
  /** Null: it ran its time, or ended before that was kept. */
  end: SessionEnd | null
  /** When the first session after the pause was opened that this one still belongs to; null: to none. */
  pauseEndedAt: number | null
}

/** What a session that is opened now is to R42. */
export interface Opened {
  endedLive: boolean
  pauseEndedAt: number | null
}

/**
 * What an invitation's session begins as (R42). It ended a live one where an earlier one would still be live, had not
 * somebody else ended it: ending it first and inviting then is the same act in two steps. A substitute comes after
 * the failure that ended the tablet's sessions, and ends a live one only if one is left.
 */
export function openedAfter(earlier: readonly EarlierSession[], substitute: boolean, now: number): Opened {
  const live = earlier.filter(({ expiresAt }) => expiresAt > now)
  const byOthers = live.filter(({ end }) => end === 'ended' || end === 'replaced')
  const endedLive = live.some(({ endedAt }) => endedAt === null) || (!substitute && byOthers.length > 0)
  return { endedLive, pauseEndedAt: pauseEndedAt(earlier, now) }
}

/** Signing in once more on the same day does not make the first day after a pause an ordinary one. */
function pauseEndedAt(earlier: readonly EarlierSession[], now: number): number | null {
  if (earlier.length === 0) return null
  const last = Math.max(...earlier.map(({ endedAt, expiresAt }) => Math.min(endedAt ?? expiresAt, now)))
  if (now - last >= PAUSE_MS) return now
  const latest = earlier.reduce((a, b) => (b.openedAt >= a.openedAt ? b : a))
  const from = latest.pauseEndedAt
  return from !== null && now - from < NEW_MS ? from : null
}
