import type { DisabledBecause, WebhookFormat } from '../domain/terms.ts'
import type { SecretVersion } from '../security/webhook-secret.ts'
import { alertLine } from './projection.ts'

/** Stands in the index for "of all contracts"; no contract can be called so. */
const ALL = '*'
/** Whose an endpoint is, by what its row says; null: all contracts'. */
export const contractOf = (stored: string): string | null => (stored === ALL ? null : stored)
/** How long a disabled endpoint still takes note of events, to catch up when it is enabled again. */
const NOTED_MS = 30 * 24 * 3_600_000

/** An endpoint. Instants in ms. */
export interface Webhook {
  /** Of its row and of its object, and in what its secrets are derived from. Outside it is known by contract and name. */
  id: string
  /** The contract's own: another contract may use it too. */
  name: string
  /** null: all contracts. */
  contractId: string | null
  url: string
  events: string[]
  format: WebhookFormat
  secrets: SecretVersion[]
  createdAt: number
  /** Since when it is enabled: failures before that count no more. */
  enabledAt: number
  disabledAt: number | null
  disabledBecause: DisabledBecause | null
}

interface Row {
  id: string
  name: string
  contract_id: string
  url: string
  events: string
  format: WebhookFormat
  secrets: string
  created_at: number
  enabled_at: number
  disabled_at: number | null
  disabled_because: DisabledBecause | null
}

const webhookOfRow = (row: Row): Webhook => ({
  id: row.id,
  name: row.name,
  contractId: contractOf(row.contract_id),
  url: row.url,
  events: JSON.parse(row.events),
  format: row.format,
  secrets: JSON.parse(row.secrets),
  createdAt: row.created_at,
  enabledAt: row.enabled_at,
  disabledAt: row.disabled_at,
  disabledBecause: row.disabled_because,
})

/** The endpoint of an id, as its object knows it. */
export async function findWebhook(db: D1Database, id: string): Promise<Webhook | null> {
  const row = await db.prepare('SELECT * FROM webhooks WHERE id = ?').bind(id).first<Row>()
  return row && webhookOfRow(row)
}

/**
 * The id of a new endpoint. The colon, which no id of ours and no name holds, keeps it apart from every other, and from
 * those made when a name was the whole id.
 */
export const webhookIdOf = (contractId: string | null, name: string) => `${contractId ?? ALL}:${name}`

/** Endpoints of a name: one contract's (null: the one of all contracts), or, left open, two of those there are. */
export async function findWebhooks(
  db: D1Database,
  name: string,
  contractId: string | null | undefined,
): Promise<Webhook[]> {
  const query =
    contractId === undefined
      ? db.prepare('SELECT * FROM webhooks WHERE name = ? ORDER BY contract_id LIMIT 2').bind(name)
      : db.prepare('SELECT * FROM webhooks WHERE contract_id = ? AND name = ?').bind(contractId ?? ALL, name)
  const { results } = await query.all<Row>()
  return results.map(webhookOfRow)
}

/** Where a page of endpoints begins: behind this one. */
export interface WebhookPlace {
  name: string
  contractId: string | null
}

/** A page of endpoints by name; `only` restricts to one contract's (an API key's). */
export async function listWebhooks(
  db: D1Database,
  after: WebhookPlace | null,
  only: string | null,
  limit: number,
): Promise<Webhook[]> {
  const [name, contractId] = after ? [after.name, after.contractId ?? ALL] : ['', '']
  const query =
    only === null
      ? db
          .prepare(
            'SELECT * FROM webhooks WHERE (name, contract_id) > (?, ?) ORDER BY name, contract_id LIMIT ?',
          )
          .bind(name, contractId, limit)
      : db
          .prepare('SELECT * FROM webhooks WHERE contract_id = ? AND name > ? ORDER BY name LIMIT ?')
          .bind(only, name, limit)
  const { results } = await query.all<Row>()
  return results.map(webhookOfRow)
}

export async function countWebhooks(db: D1Database, contractId: string | null): Promise<number> {
  const row = await db
    .prepare('SELECT COUNT(*) AS count FROM webhooks WHERE contract_id = ?')
    .bind(contractId ?? ALL)
    .first<{ count: number }>()
  return row?.count ?? 0
}

/** Creates an endpoint, or changes one; its name, its contract, its secrets and its birth stay. */
export function saveWebhook(db: D1Database, webhook: Webhook): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO webhooks
         (id, contract_id, url, events, format, secrets, created_at, enabled_at, disabled_at, disabled_because, name)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET url = excluded.url, events = excluded.events, format = excluded.format,
         enabled_at = excluded.enabled_at, disabled_at = excluded.disabled_at,
         disabled_because = excluded.disabled_because`,
    )
    .bind(
      webhook.id,
      webhook.contractId ?? ALL,
      webhook.url,
      JSON.stringify(webhook.events),
      webhook.format,
      JSON.stringify(webhook.secrets),
      webhook.createdAt,
      webhook.enabledAt,
      webhook.disabledAt,
      webhook.disabledBecause,
      webhook.name,
    )
}

export const saveSecrets = (db: D1Database, id: string, secrets: readonly SecretVersion[]) =>
  db.prepare('UPDATE webhooks SET secrets = ? WHERE id = ?').bind(JSON.stringify(secrets), id)

/** Ends an endpoint that does not take its events, and tells the dispatcher. Repeated, it changes nothing. */
export async function disableWebhook(
  db: D1Database,
  id: string,
  because: DisabledBecause,
  at: number,
): Promise<void> {
  await db.batch([
    db
      .prepare(
        'UPDATE webhooks SET disabled_at = ?, disabled_because = ? WHERE id = ? AND disabled_at IS NULL',
      )
      .bind(at, because, id),
    alertLine(db, {
      id: `${id}:webhook-disabled:${at}`,
      kind: 'webhook-disabled',
      at,
      shipmentId: null,
      waybill: null,
      personId: null,
      webhookId: id,
    }),
  ])
}

/** Which endpoints a contract's events go to; read in the batch that writes a shipment's lines. */
export const webhooksOf = (db: D1Database, contractId: string, now: number) =>
  db
    .prepare(
      `SELECT id FROM webhooks WHERE contract_id IN (?, '${ALL}')
         AND (disabled_at IS NULL OR disabled_at > ?) ORDER BY id`,
    )
    .bind(contractId, now - NOTED_MS)
