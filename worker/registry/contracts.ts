import type { ContractVersion, ContractView } from '../api/contracts/answers.ts'
import { type Policy, PROFILES } from '../domain/policy.ts'
import { policyChanges } from '../domain/policy-changes.ts'
import type { Profile } from '../domain/terms.ts'

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

/** A field that is younger than the contract has its profile's value. */
const policyFrom = (profile: Profile, policy: string): Policy => ({
  ...PROFILES[profile],
  ...JSON.parse(policy),
})
const contractOf = ({ policy, ...row }: Row): Contract => ({
  ...row,
  policy: policyFrom(row.profile, policy),
})

export async function findContract(db: D1Database, id: string): Promise<Contract | null> {
  const row = await db.prepare(`${SELECT} WHERE c.id = ?`).bind(id).first<Row>()
  return row && contractOf(row)
}

interface VersionRow {
  version: number
  at: string
  by: string
  byName: string | null
  policy: string
  /** Null in versions from before they kept it. */
  name: string | null
  profile: Profile | null
  carrier: string | null
}

/** Versions that are told of one contract. */
const VERSIONS = 50

/** A contract with the history of its versions; `names` also tells who saved them by name. */
export async function contractView(db: D1Database, id: string, names: boolean): Promise<ContractView | null> {
  const contract = await findContract(db, id)
  if (!contract) return null
  const { results } = await db
    .prepare(
      `SELECT v.version, v.at, v.by_id AS "by", p.name AS byName, v.policy, v.name, v.profile, v.carrier
       FROM contract_versions v LEFT JOIN people p ON p.id = v.by_id
       WHERE v.contract_id = ? ORDER BY v.version DESC LIMIT ${VERSIONS + 1}`,
    )
    .bind(id)
    .all<VersionRow>()
  const versions = results.map((row, i): ContractVersion => {
    const { version, at, by } = row
    const changes = changesOf(row, results[i + 1], contract.profile)
    return { version, at, by, byName: names ? row.byName : null, changes }
  })
  return { ...contract, versions: versions.slice(0, VERSIONS) }
}

/** What a save changed: names first, then the policy. */
function changesOf(
  row: VersionRow,
  before: VersionRow | undefined,
  now: Profile,
): ContractVersion['changes'] {
  const profile = row.profile ?? now
  const policy = policyFrom(profile, row.policy)
  if (!before) return policyChanges(PROFILES[profile], policy)
  const names = (['name', 'carrier', 'profile'] as const).flatMap((field) => {
    const change = { field, from: before[field], to: row[field] }
    return change.from === null || change.to === null || change.from === change.to ? [] : [change]
  })
  return [...names, ...policyChanges(policyFrom(before.profile ?? profile, before.policy), policy)]
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

/**
 * Saves a contract as the version it says (R1: shipments keep the one they were announced under). Whether it weakens
 * anything was judged against the version before: if another one was saved meanwhile the batch fails as a whole.
 */
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
        `INSERT INTO contract_versions (contract_id, version, policy, at, by_id, name, profile, carrier)
         SELECT id, CASE WHEN version = ? THEN version END, ?, ?, ?, name, profile, carrier
         FROM contracts WHERE id = ?`,
      )
      // No version is no row: it may not be null.
      .bind(contract.version, JSON.stringify(policy), at, by, id),
  ]
}
