import type { Operation } from '../api/operation.ts'
import { API_SCOPES, can } from '../domain/roles.ts'
import { ROLES, type Role } from '../domain/terms.ts'

/**
 * Returns the roles that may call an operation, in the order of the capability table. It is empty if anyone
 * may.
 */
export function rolesOf({ by, notBy }: Operation): Role[] {
  if (by === 'anyone') return []
  if (by === 'phone') return ['recipient']
  return ROLES.filter(
    (role) => can(role, by) && !notBy?.includes(role) && (role !== 'integrator' || scopeOf(by) !== null),
  )
}

/** Returns the scope that an API key needs for an operation, or null if there is no such scope. */
export function scopeOf(by: Operation['by']): string | null {
  return API_SCOPES.find((scope) => scope === by) ?? null
}

/** Returns whether an operation is a read whose answer may be kept and revalidated (ETag). */
export const revalidates = (operation: Operation) =>
  operation.method === 'GET' &&
  operation.neverKept === undefined &&
  rolesOf(operation).some((role) => can(role, 'revalidate'))

export const isWrite = ({ method }: Operation) => method !== 'GET'
