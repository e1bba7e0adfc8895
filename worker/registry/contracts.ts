import { type Policy, PROFILES, type Profile } from '../domain/policy.ts'
import type { ContractView } from '../wire/views.ts'

interface Row {
  id: string
  name: string
  profile: Profile
  carrier: string
  version: number
  policy: string
}

const SELECT = `
  SELECT c.id, c.name, c.profile, c.carrier, c.version, v.policy
  FROM contracts c JOIN contract_versions v ON v.contract_id = c.id AND v.version = c.version`

export interface Contract {
  id: string
  name: string
  profile: Profile
  carrier: string
  version: number
  policy: Policy
}

/** A policy saved before there were clocks of retention has those of its profile. */
const contractOf = ({ policy, ...row }: Row): Contract => ({
  ...row,
  policy: { retentionDays: PROFILES[row.profile].retentionDays, ...JSON.parse(policy) },
})

export async function findContract(db: D1Database, id: string): Promise<Contract | null> {
  const row = await db.prepare(`${SELECT} WHERE c.id = ?`).bind(id).first<Row>()
  return row && contractOf(row)
}

/** A contract with the history of its policy versions. */
export async function contractView(db: D1Database, id: string): Promise<ContractView | null> {
  const contract = await findContract(db, id)
  if (!contract) return null
  const { results } = await db
    .prepare(
      'SELECT version, at, by_id AS "by" FROM contract_versions WHERE contract_id = ? ORDER BY version DESC',
    )
    .bind(id)
    .all<{ version: number; at: string; by: string }>()
  return { ...contract, versions: results }
}

/** A page of contracts by id; `only` restricts to one (an API key's). */
export async function listContracts(
  db: D1Database,
  after: string,
  only: string | null,
  limit: number,
): Promise<Contract[]> {
  const where = only === null ? 'c.id > ?' : 'c.id > ? AND c.id = ?'
  const bound = only === null ? [after] : [after, only]
  const { results } = await db
    .prepare(`${SELECT} WHERE ${where} ORDER BY c.id LIMIT ?`)
    .bind(...bound, limit)
    .all<Row>()
  return results.map(contractOf)
}

/** Saves a contract and its next policy version, which the database counts (R1: shipments keep the version they were announced under). */
export function saveContract(
  db: D1Database,
  contract: Contract,
  by: string,
  at: string,
): D1PreparedStatement[] {
  const { id, name, profile, carrier, policy } = contract
  return [
    db
      .prepare(
        `INSERT INTO contracts (id, name, profile, carrier, version) VALUES (?, ?, ?, ?, 1)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, profile = excluded.profile,
           carrier = excluded.carrier, version = version + 1`,
      )
      .bind(id, name, profile, carrier),
    db
      .prepare(
        `INSERT INTO contract_versions (contract_id, version, policy, at, by_id)
         SELECT id, version, ?, ?, ? FROM contracts WHERE id = ?`,
      )
      .bind(JSON.stringify(policy), at, by, id),
  ]
}
