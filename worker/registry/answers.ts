import type { Idempotency } from '../shipment/api.ts'

export interface StoredReply {
  status: number
  body: unknown
}

/** The reply a key got before; `reused` when it came with another body; null when it is new. */
export async function answered(
  db: D1Database,
  { key, print }: Idempotency,
): Promise<StoredReply | 'reused' | null> {
  const row = await db
    .prepare('SELECT print, status, body FROM answers WHERE key = ?')
    .bind(key)
    .first<{ print: string; status: number; body: string }>()
  if (!row) return null
  return row.print === print ? { status: row.status, body: JSON.parse(row.body) } : 'reused'
}

/**
 * Runs the statements and stores the reply in one batch, so that effect and answer are one. When another
 * request with the same key came first, its reply stands and nothing of this one is applied.
 * Replies hold no secret: what is shown once is derived again from its id.
 */
export async function answer(
  db: D1Database,
  once: Idempotency,
  reply: StoredReply,
  effects: D1PreparedStatement[] = [],
): Promise<StoredReply | 'reused'> {
  const store = db
    .prepare('INSERT INTO answers (key, print, status, body, at) VALUES (?, ?, ?, ?, ?)')
    .bind(once.key, once.print, reply.status, JSON.stringify(reply.body), Date.now())
  try {
    await db.batch([store, ...effects])
    return reply
  } catch (error) {
    const earlier = await answered(db, once)
    if (earlier) return earlier
    throw error
  }
}
