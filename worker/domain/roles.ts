import type { Role } from './terms.ts'

/**
 * Who did something, as every event records. `id` is a person, an API key or a recipient's session. `device` is the print
 * of the key that signed the call, which the fact records (R40).
 */
export interface Actor {
  role: Role | 'system' | 'operator'
  id: string
  device?: string
}

const CAPABILITIES = {
  dispatcher: [
    'manage-contracts',
    'manage-people',
    'manage-points',
    'announce',
    'read-shipments',
    'read-contracts',
    'send-on-demand',
    'cancel',
    'refund',
    'change-contact',
    'decide-claim',
    'manage-rounds',
    'see-alerts',
    'choose-point',
    'order-return',
    'reschedule',
    'manage-violations',
    'close-rounds',
    'see-returns',
    'see-evidence',
    'manage-webhooks',
    'erase',
    'see-signatures',
    'see-stats',
    'search-names',
    'see-audit',
    'decide-requests',
    'revalidate',
    'keep-passkeys',
  ],
  courier: ['deliver', 'keep-passkeys'],
  counter: ['serve-counter', 'keep-passkeys'],
  depot: ['receive-at-depot', 'see-returns', 'close-rounds', 'reschedule', 'keep-passkeys'],
  recipient: ['receive'],
  integrator: [
    'announce',
    'correct-recipient',
    'read-shipments',
    'read-contracts',
    'send-on-demand',
    'cancel',
    'manage-webhooks',
    'revalidate',
  ],
} as const satisfies Record<Role, readonly string[]>

/** The roles whose writes leave a row in the audit. What others do is an event that says who did it. */
const AUDITED: readonly Role[] = ['dispatcher']

export const audited = (role: Role): boolean => AUDITED.includes(role)

export type Capability = (typeof CAPABILITIES)[Role][number]

/** Whether a role may do something. Code asks this and never compares role names. */
export function can(role: Role, capability: Capability): boolean {
  return (CAPABILITIES[role] as readonly string[]).includes(capability)
}

/**
 * Whether the passkey of a role enrols a device by itself (R40). A courier's opens shifts on devices that somebody
 * invited: which hands a parcel goes to is never decided by these hands alone (R42).
 */
export const enrolsByPasskey = (role: Role): boolean => can(role, 'keep-passkeys') && !can(role, 'deliver')

/** The scopes that an API key may have, in the order of its form. */
export const API_SCOPES = [
  'announce',
  'read-shipments',
  'read-contracts',
  'send-on-demand',
  'cancel',
  'manage-webhooks',
] as const satisfies readonly Capability[]
