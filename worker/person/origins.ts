import type { SessionOrigin } from '../domain/fresh-hands.ts'
import { type EarlierSession, openedAfter, type SessionEnd } from '../domain/session-origin.ts'
import type { NewSession } from '../objects/person.ts'

/** The table of how sessions came to be. Objects older than it have sessions without a row here. */
export const ORIGINS = `
  CREATE TABLE IF NOT EXISTS origins (
    session TEXT PRIMARY KEY, at INTEGER NOT NULL, invited_by TEXT NOT NULL, invited_at INTEGER NOT NULL,
    substitute INTEGER NOT NULL, ended_live INTEGER NOT NULL, pause_ended INTEGER,
    -- 'left', 'ended' or 'replaced'
    how TEXT
  ) WITHOUT ROWID;`

/** Nobody has more sessions than this in the days that count. */
const RECENT = 100

interface Row {
  [column: string]: SqlStorageValue
  id: string
  expires: number
  ended: number | null
  at: number | null
  pause_ended: number | null
  how: SessionEnd | null
}

function earlierSessions(sql: SqlStorage): EarlierSession[] {
  return sql
    .exec<Row>(
      `SELECT s.id, s.expires, s.ended, o.at, o.pause_ended, o.how
       FROM sessions s LEFT JOIN origins o ON o.session = s.id ORDER BY s.expires DESC LIMIT ?`,
      RECENT,
    )
    .toArray()
    .map(({ at, expires, ended, how, pause_ended }) => ({
      openedAt: at ?? 0,
      expiresAt: expires,
      endedAt: ended,
      end: how,
      pauseEndedAt: pause_ended,
    }))
}

/** How a session comes to be: by an invitation, or as the next shift on a device that one has enrolled. */
interface Opening extends Pick<NewSession, 'sessionId' | 'invitedBy' | 'issuedAt' | 'substitute'> {
  /** Whether the device's own invitation ended a live session lately; null: this is an invitation, so look. */
  endedLive: boolean | null
}

/** Records how a session that is opened now came to be, judged by the earlier sessions (R42). */
export function keepOrigin(sql: SqlStorage, opened: Opening, now: number): void {
  const { sessionId, invitedBy, issuedAt, substitute } = opened
  const judged = openedAfter(earlierSessions(sql), substitute, now)
  const { pauseEndedAt } = judged
  const endedLive = opened.endedLive ?? judged.endedLive
  sql.exec(
    'INSERT INTO origins VALUES (?, ?, ?, ?, ?, ?, ?, NULL)',
    sessionId,
    now,
    invitedBy,
    issuedAt,
    substitute ? 1 : 0,
    endedLive ? 1 : 0,
    pauseEndedAt,
  )
}

/** Records how a session ended before its time. */
export const endOrigin = (sql: SqlStorage, sessionId: string, how: SessionEnd): void =>
  void sql.exec('UPDATE origins SET how = ? WHERE session = ? AND how IS NULL', how, sessionId)

/** Returns the origin of a session; one older than the table has none. */
export function originIn(sql: SqlStorage | null, sessionId: string): Omit<SessionOrigin, 'releasedBy'> {
  const [row] =
    sql
      ?.exec<Record<string, SqlStorageValue>>('SELECT * FROM origins WHERE session = ?', sessionId)
      .toArray() ?? []
  return {
    invitedBy: row ? String(row.invited_by) : null,
    invitedAt: row ? new Date(Number(row.invited_at)).toISOString() : null,
    endedLive: row?.ended_live === 1,
    afterPause: typeof row?.pause_ended === 'number',
    substitute: row?.substitute === 1,
  }
}
