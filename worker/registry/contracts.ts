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

/** A policy field that is younger than the contract gets its profile's value. */
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
  /** Null in versions that were saved before names were kept. */
  name: string | null
  profile: Profile | null
  carrier: string | null
}

/** How many versions of a contract are shown. */
const VERSIONS = 50

/**
 * Returns a contract with the history of its versions; `names` includes the names of those who saved them.
 */
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

/** Returns what a save changed: the names first, then the policy. */
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

/** Returns the contracts of the shipments on these rounds, by their carrier's name. */
export async function contractsOfRounds(
  db: D1Database,
  rounds: readonly { id: string }[],
): Promise<Contract[]> {
  const { results } = await db
    .prepare(
      `${SELECT} WHERE c.id IN (
         SELECT s.contract_id FROM stops JOIN shipments s ON s.id = stops.shipment_id
         WHERE stops.round_id IN (SELECT value FROM json_each(?)))
       ORDER BY c.carrier, c.id`,
    )
    .bind(JSON.stringify(rounds.map(({ id }) => id)))
    .all<Row>()
  return results.map(contractOf)
}

/** Returns a page of contracts by id; `only` restricts it to one contract (an API key's). */
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
 * Saves a contract as the version that it states (R1: shipments keep the version they were announced under).
 * Whether it weakens anything was judged against the version before, so the batch fails as a whole if another
 * version was saved meanwhile.
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
      // If the version is not the expected one it becomes null, which the column refuses.
      .bind(contract.version, JSON.stringify(policy), at, by, id),
  ]
}
