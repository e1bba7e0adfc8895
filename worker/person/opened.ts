/**
 * Records which session an invitation opened, and for which key. Whoever presents it again with that key lost
 * the answer and gets the same session. It is a table of its own because objects older than it know only that
 * an invitation was used.
 */
export const OPENED = `
  CREATE TABLE IF NOT EXISTS opened (
    jti TEXT PRIMARY KEY, key TEXT NOT NULL, session TEXT NOT NULL
  ) WITHOUT ROWID;`

/**
 * Keeps which session was opened. `key` is a digest, because the key itself opens the session together with
 * the invitation.
 */
export const keepOpened = (sql: SqlStorage, jti: string, key: string, sessionId: string): void =>
  void sql.exec('INSERT INTO opened VALUES (?, ?, ?)', jti, key, sessionId)

/** Returns whether something was opened with an invitation, or under a call's key, before. */
export const wasOpened = (sql: SqlStorage, jti: string): boolean =>
  sql.exec('SELECT 1 FROM opened WHERE jti = ?', jti).toArray().length > 0

/**
 * Returns whether whoever presents a used invitation is who used it: the same call once more, or the same device. Anybody
 * else holds an invitation that was not for them, or came second to somebody who does.
 */
export const openedBy = (sql: SqlStorage, jti: string, key: string | null, device: string | null): boolean =>
  sql
    .exec(
      `SELECT 1 FROM opened o LEFT JOIN device_sessions d ON d.session = o.session
       WHERE o.jti = ? AND (o.key = ? OR d.device = ?)`,
      ...[jti, key, device],
    )
    .toArray().length > 0

/** Returns the session that this key opened with an invitation, as long as it lives. */
export function openedWith(
  sql: SqlStorage,
  jti: string,
  key: string,
  now: number,
): { sessionId: string; expiresAt: number } | null {
  const [row] = sql
    .exec<{ id: string; expires: number }>(
      `SELECT s.id, s.expires FROM opened o JOIN sessions s ON s.id = o.session
       WHERE o.jti = ? AND o.key = ? AND s.ended IS NULL AND s.expires > ?`,
      jti,
      key,
      now,
    )
    .toArray()
  return row ? { sessionId: row.id, expiresAt: row.expires } : null
}
