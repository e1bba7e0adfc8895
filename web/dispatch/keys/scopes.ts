import type { ApiKeyLine } from '../../../worker/api/keys/answers.ts'
import { API_SCOPES } from '../../../worker/domain/roles.ts'

export type Scope = (typeof API_SCOPES)[number]

const known = (scope: string): scope is Scope => (API_SCOPES as readonly string[]).includes(scope)
/** Returns the scopes of a key that this version knows, in the order of the form. */
export const scopesOf = ({ scopes }: Pick<ApiKeyLine, 'scopes'>): Scope[] =>
  API_SCOPES.filter((scope) => scopes.filter(known).includes(scope))

export interface KeyForm {
  name: string
  contractId: string
  scopes: readonly Scope[]
}
export const EMPTY: KeyForm = { name: '', contractId: '', scopes: API_SCOPES }

/** Returns what is missing from a new key. */
export const missingFields = ({ name, scopes }: KeyForm): ('name' | 'scopes')[] => [
  ...(name.trim() ? [] : (['name'] as const)),
  ...(scopes.length > 0 ? [] : (['scopes'] as const)),
]

/** Builds the request of a new key. A key without a contract is for all contracts. */
export const requestOf = ({ name, contractId, scopes }: KeyForm) => ({
  name: name.trim(),
  scopes: [...scopes],
  ...(contractId && { contractId }),
})
