import type { Operation } from '../api/operation.ts'
import { API_SCOPES, can } from '../domain/roles.ts'
import { ROLES, type Role } from '../domain/terms.ts'

/** The roles that may call an operation, in the order of the table of capabilities; none: anyone may. */
export function rolesOf({ by }: Operation): Role[] {
  if (by === 'anyone') return []
  if (by === 'phone') return ['recipient']
  return ROLES.filter((role) => can(role, by) && (role !== 'integrator' || scopeOf(by) !== null))
}

/** What a key may do besides under a scope that it was made for. */
const UNDER: Partial<Record<Operation['by'], string>> = { 'correct-recipient': 'announce' }

/** The scope that an API key needs, or null where none does. */
export function scopeOf(by: Operation['by']): string | null {
  return API_SCOPES.find((scope) => scope === (UNDER[by] ?? by)) ?? null
}

/** Whether an operation is a read whose answer may be kept and asked about again (ETag). */
export const revalidates = (operation: Operation) =>
  operation.method === 'GET' &&
  operation.neverKept === undefined &&
  rolesOf(operation).some((role) => can(role, 'revalidate'))

export const isWrite = ({ method }: Operation) => method !== 'GET'

/** Security requirements: any one of them is enough. */
export function securityOf(operation: Operation): Record<string, string[]>[] {
  const scope = scopeOf(operation.by)
  return rolesOf(operation).map((role) =>
    role === 'integrator' && scope ? { apiKey: [scope] } : { [role]: [] },
  )
}

const cookie = (name: string, description: string) => ({ type: 'apiKey', in: 'cookie', name, description })

/** How a caller says who it is. */
export const SECURITY_SCHEMES = {
  apiKey: {
    type: 'http',
    scheme: 'bearer',
    description: `An integrator's key, bound to one contract or to all. Its scopes: ${API_SCOPES.join(', ')}.`,
  },
  dispatcher: cookie('__Host-sesame-dispatcher', 'A dispatcher’s session'),
  courier: cookie('__Host-sesame-courier', 'A courier’s session'),
  counter: cookie('__Host-sesame-counter', 'The session of a point’s staff'),
  depot: cookie('__Host-sesame-depot', 'The session of a depot’s staff'),
  recipient: cookie(
    '__Host-sesame-delivery-{deliveryId}',
    'The phone that came by a delivery’s link; one cookie a delivery',
  ),
}
