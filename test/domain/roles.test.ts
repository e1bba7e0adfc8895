import { expect, test } from 'vitest'
import { type Capability, can } from '../../worker/domain/roles.ts'
import { ROLES, type Role } from '../../worker/domain/terms.ts'

/** The whole matrix of roles and capabilities. A new capability has to be added here by hand. */
const MAY: Record<Capability, Role[]> = {
  'manage-contracts': ['dispatcher'],
  'manage-people': ['dispatcher'],
  'manage-points': ['dispatcher'],
  'manage-rounds': ['dispatcher'],
  'see-alerts': ['dispatcher'],
  'decide-claim': ['dispatcher'],
  announce: ['dispatcher', 'integrator'],
  'read-shipments': ['dispatcher', 'integrator'],
  'read-contracts': ['dispatcher', 'integrator'],
  'send-on-demand': ['dispatcher', 'integrator'],
  cancel: ['dispatcher', 'integrator'],
  'change-contact': ['dispatcher'],
  refund: ['dispatcher'],
  'correct-recipient': ['integrator'],
  deliver: ['courier'],
  receive: ['recipient'],
  'receive-at-depot': ['depot'],
  'serve-counter': ['counter'],
  'see-returns': ['dispatcher', 'depot'],
  'close-rounds': ['dispatcher', 'depot'],
  reschedule: ['dispatcher', 'depot'],
  'choose-point': ['dispatcher'],
  'order-return': ['dispatcher'],
  'manage-violations': ['dispatcher'],
  'see-evidence': ['dispatcher'],
  'manage-webhooks': ['dispatcher', 'integrator'],
  erase: ['dispatcher'],
  'see-signatures': ['dispatcher'],
  'see-stats': ['dispatcher'],
  'search-names': ['dispatcher'],
  'decide-requests': ['dispatcher'],
  'see-audit': ['dispatcher'],
  'keep-passkeys': ['dispatcher', 'courier', 'counter', 'depot'],
  revalidate: ['dispatcher', 'integrator'],
}

const MATRIX = Object.entries(MAY).flatMap(([capability, roles]) =>
  ROLES.map((role) => [role, capability as Capability, roles.includes(role)] as const),
)

test.each(MATRIX)('R15: what a role may do: %s, %s: %s', (role, capability, may) => {
  expect(can(role, capability)).toBe(may)
})
