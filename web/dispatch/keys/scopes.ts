import type { ApiKeyLine } from '../../../worker/wire/views.ts'

/** What a key may be made for, in the order of the form. A test compares it with what the API takes. */
export const SCOPES = [
  'announce',
  'read-shipments',
  'read-contracts',
  'send-on-demand',
  'cancel',
  'manage-webhooks',
] as const
export type Scope = (typeof SCOPES)[number]

const known = (scope: string): scope is Scope => (SCOPES as readonly string[]).includes(scope)
/** The scopes of a key that this version knows, in the order of the form. */
export const scopesOf = ({ scopes }: Pick<ApiKeyLine, 'scopes'>): Scope[] =>
  SCOPES.filter((scope) => scopes.filter(known).includes(scope))

export interface KeyForm {
  name: string
  contractId: string
  scopes: readonly Scope[]
}
export const EMPTY: KeyForm = { name: '', contractId: '', scopes: SCOPES }

/** What is missing from a new key. */
export const missing = ({ name, scopes }: KeyForm): ('name' | 'scopes')[] => [
  ...(name.trim() ? [] : (['name'] as const)),
  ...(scopes.length > 0 ? [] : (['scopes'] as const)),
]

/** The request of a new key: without a contract it is for all. */
export const requestOf = ({ name, contractId, scopes }: KeyForm) => ({
  name: name.trim(),
  scopes,
  ...(contractId && { contractId }),
})
