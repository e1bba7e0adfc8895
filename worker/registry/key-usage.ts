/** Adds to the use of a key on a day (UTC): all its calls, and those of them that exceeded its limit. */
export function addUsage(
  db: D1Database,
  keyId: string,
  day: string,
  { calls, refused }: { calls: number; refused: number },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO key_usage (key_id, day, calls, refused) VALUES (?, ?, ?, ?)
       ON CONFLICT (key_id, day) DO UPDATE SET calls = calls + excluded.calls, refused = refused + excluded.refused`,
    )
    .bind(keyId, day, calls, refused)
}

/** Returns the daily use of some keys since a day, oldest first. Days without a call have no row. */
export async function usageSince(
  db: D1Database,
  keyIds: readonly string[],
  day: string,
): Promise<Map<string, { day: string; calls: number; refused: number }[]>> {
  const found = new Map<string, { day: string; calls: number; refused: number }[]>(
    keyIds.map((id) => [id, []]),
  )
  if (keyIds.length === 0) return found
  const { results } = await db
    .prepare(
      `SELECT key_id, day, calls, refused FROM key_usage
       WHERE key_id IN (${keyIds.map(() => '?').join()}) AND day >= ? ORDER BY key_id, day`,
    )
    .bind(...keyIds, day)
    .all<{ key_id: string; day: string; calls: number; refused: number }>()
  for (const { key_id: id, ...use } of results) found.get(id)?.push(use)
  return found
}
