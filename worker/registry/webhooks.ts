import type { DisabledBecause, WebhookFormat } from '../domain/terms.ts'
import type { SecretVersion } from '../security/webhook-secret.ts'
import { insertAlert } from './index-update.ts'

/** Stands in the table for "all contracts"; no contract can have this id. */
const ALL = '*'
/** Returns whose endpoint a row is; null means all contracts'. */
export const contractOf = (stored: string): string | null => (stored === ALL ? null : stored)
/** How long a disabled endpoint still notes events, to catch up when it is enabled again. */
const NOTED_MS = 30 * 24 * 3_600_000

/** An endpoint. Instants are in ms. */
export interface Webhook {
  /**
   * The id of its row and of its object, from which its secrets are derived. Outside, an endpoint is known by
   * contract and name.
   */
  id: string
  /** Unique within the contract; another contract may use it too. */
  name: string
  /** Null means all contracts. */
  contractId: string | null
  url: string
  events: string[]
  format: WebhookFormat
  secrets: SecretVersion[]
  createdAt: number
  /** When it was last enabled; failures before that no longer count. */
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

/** Returns the endpoint of an id, as its object knows it. */
export async function findWebhook(db: D1Database, id: string): Promise<Webhook | null> {
  const row = await db.prepare('SELECT * FROM webhooks WHERE id = ?').bind(id).first<Row>()
  return row && webhookOfRow(row)
}

/**
 * Returns the id of a new endpoint. No other id and no name contains a colon, so it differs from every other
 * id, also from those made when the name was the whole id.
 */
export const webhookIdOf = (contractId: string | null, name: string) => `${contractId ?? ALL}:${name}`

/**
 * Returns the endpoints of a name: one contract's, the one of all contracts if `contractId` is null, or at
 * most two of any contract if it is undefined.
 */
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

/** The endpoint after which a page begins. */
export interface WebhookPosition {
  name: string
  contractId: string | null
}

/** Returns a page of endpoints by name; `only` restricts it to one contract's (an API key's). */
export async function listWebhooks(
  db: D1Database,
  after: WebhookPosition | null,
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

/** Creates or changes an endpoint. Name, contract, secrets and time of creation never change. */
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

/**
 * Disables an endpoint that does not accept its events, and alerts the dispatcher. Repeating it changes
 * nothing.
 */
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
    insertAlert(db, {
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

/**
 * Returns the query for the endpoints to which a contract's events go. It runs in the batch that writes a
 * shipment's lines.
 */
export const webhooksOf = (db: D1Database, contractId: string, now: number) =>
  db
    .prepare(
      `SELECT id FROM webhooks WHERE contract_id IN (?, '${ALL}')
         AND (disabled_at IS NULL OR disabled_at > ?) ORDER BY id`,
    )
    .bind(contractId, now - NOTED_MS)
