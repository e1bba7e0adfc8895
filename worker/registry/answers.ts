import type { Idempotency } from '../objects/call.ts'

export interface StoredReply {
  status: number
  body: unknown
}

/**
 * A key that was claimed and has no reply yet. `intent` is what the claim is about to do, or null if
 * repeating the request does it.
 */
export interface ClaimedKey {
  intent: string | null
}

/** The status of a row that is claimed and not answered. */
const UNANSWERED = 0

interface Row {
  print: string
  status: number
  body: string
  intent: string | null
}

/**
 * Returns the reply of a key or its claim; `reused` if the key came with another body; null if the key is
 * new.
 */
export async function findAnswer(
  db: D1Database,
  { key, fingerprint }: Idempotency,
): Promise<StoredReply | ClaimedKey | 'reused' | null> {
  const row = await db
    .prepare('SELECT print, status, body, intent FROM answers WHERE key = ?')
    .bind(key)
    .first<Row>()
  if (!row) return null
  if (row.print !== fingerprint) return 'reused'
  return row.status === UNANSWERED
    ? { intent: row.intent }
    : { status: row.status, body: JSON.parse(row.body) }
}

/**
 * Runs the statements and stores the reply in one batch, so that effect and answer are one. If another
 * request with the same key came first, its reply stands and nothing of this one is applied. Replies hold no
 * secret: what is shown once is derived again from its id.
 */
export async function storeAnswer(
  db: D1Database,
  idempotency: Idempotency,
  reply: StoredReply,
  effects: D1PreparedStatement[] = [],
): Promise<StoredReply | ClaimedKey | 'reused'> {
  const store = db
    .prepare('INSERT INTO answers (key, print, status, body, at) VALUES (?, ?, ?, ?, ?)')
    .bind(idempotency.key, idempotency.fingerprint, reply.status, JSON.stringify(reply.body), Date.now())
  try {
    await db.batch([store, ...effects])
    return reply
  } catch (error) {
    const earlier = await findAnswer(db, idempotency)
    if (earlier) return earlier
    throw error
  }
}

/**
 * Claims a key before the first step of its effect, together with the intent and the part of the effect that
 * lies in this database. Throws if the key was claimed before or a statement fails; then nothing is applied.
 */
export async function claimKey(
  db: D1Database,
  { key, fingerprint }: Idempotency,
  { intent }: ClaimedKey,
  effects: D1PreparedStatement[] = [],
): Promise<void> {
  const store = db
    .prepare('INSERT INTO answers (key, print, status, body, at, intent) VALUES (?, ?, ?, ?, ?, ?)')
    .bind(key, fingerprint, UNANSWERED, '', Date.now(), intent)
  await db.batch([store, ...effects])
}

/** Replaces a claim's intent. Returns false if the claim was finished, given up or changed meanwhile. */
export async function changeIntent(
  db: D1Database,
  { key }: Idempotency,
  from: string,
  to: string,
): Promise<boolean> {
  const { meta } = await db
    .prepare('UPDATE answers SET intent = ? WHERE key = ? AND intent = ?')
    .bind(to, key, from)
    .run()
  return meta.changes === 1
}

/**
 * Stores the reply of a claimed key together with the last of its effects. Throws and applies nothing if the
 * claim is not as it was, because somebody else finished it.
 */
export async function finishKey(
  db: D1Database,
  { key }: Idempotency,
  { intent }: ClaimedKey,
  reply: StoredReply,
  effects: D1PreparedStatement[] = [],
): Promise<void> {
  // `fingerprint` is NOT NULL: without such a claim the subquery yields null and the batch fails.
  const store = db
    .prepare(
      `INSERT INTO answers (key, print, status, body, at) VALUES (
         ?1, (SELECT print FROM answers WHERE key = ?1 AND status = ?2 AND intent IS ?3), ?4, ?5, ?6
       ) ON CONFLICT (key) DO UPDATE SET status = excluded.status, body = excluded.body, intent = NULL`,
    )
    .bind(key, UNANSWERED, intent, reply.status, JSON.stringify(reply.body), Date.now())
  await db.batch([store, ...effects])
}

/** Gives a claim up; its key is then free again. */
export async function releaseKey(
  db: D1Database,
  { key }: Idempotency,
  { intent }: ClaimedKey,
): Promise<void> {
  await db
    .prepare('DELETE FROM answers WHERE key = ? AND status = ? AND intent IS ?')
    .bind(key, UNANSWERED, intent)
    .run()
}

/**
 * Returns claims that nobody has finished yet: all of them, or those of one person or key. `at` is when it
 * was claimed, in ms.
 */
export async function unfinishedKeys(
  db: D1Database,
  by: string | null,
  limit: number,
): Promise<(Idempotency & { intent: string; at: number })[]> {
  const { results } = await db
    .prepare(
      `SELECT key, print AS fingerprint, intent, at FROM answers
       WHERE intent IS NOT NULL AND (?1 IS NULL OR json_extract(intent, '$.by.id') = ?1) LIMIT ?2`,
    )
    .bind(by, limit)
    .all<Idempotency & { intent: string; at: number }>()
  return results
}
