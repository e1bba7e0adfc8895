import type { Operation } from '../api/operation.ts'
import { rolesOf, scopeOf } from '../api/rights.ts'
import { API_SCOPES } from '../domain/roles.ts'

/** Returns the security requirements; any one of them is enough. */
export function securityOf(operation: Operation): Record<string, string[]>[] {
  const scope = scopeOf(operation.by)
  return rolesOf(operation).map((role) =>
    role === 'integrator' && scope ? { apiKey: [scope] } : { [role]: [] },
  )
}

const cookie = (name: string, description: string) => ({ type: 'apiKey', in: 'cookie', name, description })

/** The ways in which a caller authenticates. */
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
