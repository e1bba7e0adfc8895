import type { AlertLine } from '../api/shipments/answers.ts'
import type { DeviceGap } from '../domain/device-gaps.ts'
import type { AlertKind, ChannelName, FreshReason, LateAct, LateBecause } from '../domain/terms.ts'
import { insertAlert } from './index-update.ts'
import { contractOf } from './webhooks.ts'

interface Row {
  id: string
  kind: AlertKind
  at: number
  shipment_id: string | null
  waybill: string | null
  person_id: string | null
  person_name: string | null
  webhook_id: string | null
  webhook_name: string | null
  webhook_contract: string | null
  detail: string | null
  by_name: string | null
  inviter_name: string | null
  released_at: number | null
}

interface FreshDetail {
  reasons: FreshReason[]
  by: string
  invitedBy: string | null
  invitedAt: string | null
}

const iso = (ms: number) => new Date(ms).toISOString()

/** Returns a page of alerts, newest first. */
export async function listAlerts(
  db: D1Database,
  before: { at: number; id: string } | null,
  limit: number,
): Promise<AlertLine[]> {
  const { results } = await db
    .prepare(
      `SELECT a.*, p.name AS person_name, h.name AS by_name, i.name AS inviter_name,
         w.name AS webhook_name, w.contract_id AS webhook_contract
       FROM alerts a LEFT JOIN people p ON p.id = a.person_id
         LEFT JOIN people h ON h.id = json_extract(a.detail, '$.by')
         LEFT JOIN people i ON i.id = json_extract(a.detail, '$.invitedBy')
         LEFT JOIN webhooks w ON w.id = a.webhook_id
       WHERE (a.at, a.id) < (?, ?) ORDER BY a.at DESC, a.id DESC LIMIT ?`,
    )
    .bind(before?.at ?? Number.MAX_SAFE_INTEGER, before?.id ?? '', limit)
    .all<Row>()
  return results.map((row) => ({
    id: row.id,
    kind: row.kind,
    at: iso(row.at),
    shipmentId: row.shipment_id,
    waybill: row.waybill,
    personId: row.person_id,
    personName: row.person_name,
    ...(row.webhook_id !== null && webhookOf(row)),
    ...(row.detail !== null && detailOf(row, JSON.parse(row.detail))),
    releasedAt: row.released_at === null ? null : iso(row.released_at),
  }))
}

const webhookOf = ({ webhook_id: id, webhook_name: name, webhook_contract: contract }: Row) => ({
  webhookId: name ?? id ?? '',
  contractId: contract === null ? null : contractOf(contract),
})

interface LateDetail {
  late: { what: LateAct; because: LateBecause; at: string }
  by: string
}

interface GapDetail {
  gap: DeviceGap & { roundId: string }
  by: string
}

function detailOf(
  row: Row,
  detail: FreshDetail | LateDetail | GapDetail | { channel: ChannelName },
): Partial<AlertLine> {
  if ('channel' in detail) return { channel: detail.channel }
  if ('late' in detail) return { late: { ...detail.late, by: { id: detail.by, name: row.by_name ?? '' } } }
  if ('gap' in detail) return { gap: { ...detail.gap, by: { id: detail.by, name: row.by_name ?? '' } } }
  const { reasons, by, invitedBy, invitedAt } = detail
  return {
    fresh: {
      reasons,
      by: { id: by, name: row.by_name ?? '' },
      invitedBy: invitedBy === null ? null : { id: invitedBy, name: row.inviter_name ?? '' },
      invitedAt,
    },
  }
}

/** Alerts that somebody's account may be in other hands. Lifting a block of theirs settles none of them. */
const ABOUT_ACCOUNT: AlertKind = 'invitation-reused'

/** Marks the alerts about a person's blocks as released by a dispatcher. */
export const releaseAlerts = (db: D1Database, personId: string, at: number) =>
  db
    .prepare('UPDATE alerts SET released_at = ? WHERE person_id = ? AND kind <> ? AND released_at IS NULL')
    .bind(at, personId, ABOUT_ACCOUNT)

/** Marks the alerts about a person's account as dealt with: everything that it had opened was ended. */
export const settleAccountAlerts = (db: D1Database, personId: string, at: number) =>
  db
    .prepare('UPDATE alerts SET released_at = ? WHERE person_id = ? AND kind = ? AND released_at IS NULL')
    .bind(at, personId, ABOUT_ACCOUNT)

/** Alerts that an invitation was presented again, once for each invitation (R40). */
export const alertReused = (
  db: D1Database,
  { jti, personId }: { jti: string; personId: string },
  at: number,
) =>
  insertAlert(db, {
    id: `reused:${jti}`,
    ...{ kind: ABOUT_ACCOUNT, at, shipmentId: null, waybill: null, personId },
  })
