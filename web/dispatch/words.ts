import type { api, Failure } from '../api/call.ts'
import { type AddressesOf, type FailureCode, wordFor } from '../api/failures.ts'
import type { AmountFault } from './amount.ts'
import type en from './i18n/en.ts'
import { STATE_NAMES } from './states.ts'
import { t } from './texts.ts'

type Key = keyof typeof en
type After<Prefix extends string> = Key extends infer K
  ? K extends `${Prefix}${infer Rest}`
    ? Rest
    : never
  : never

export const stateWord = (state: string): string =>
  t(`state.${(STATE_NAMES.includes(state) ? state : 'unknown') as After<'state.'>}`)

const ROLES: readonly string[] = [
  'dispatcher',
  'courier',
  'counter',
  'depot',
  'recipient',
  'integrator',
  'operator',
] satisfies After<'role.'>[]
export const roleWord = (role: string): string =>
  t(`role.${(ROLES.includes(role) ? role : 'system') as After<'role.'>}`)

type Called =
  | AddressesOf<typeof api.shipments>
  | AddressesOf<typeof api.rounds>
  | AddressesOf<typeof api.requests>
  | AddressesOf<typeof api.violations>
  | AddressesOf<typeof api.contracts>
  | AddressesOf<typeof api.people>
  | AddressesOf<typeof api.keys>
  | AddressesOf<typeof api.webhooks>
  | AddressesOf<typeof api.stats>

/** What a stop says that left its round, in the place of a refusal. */
type LeftRound = 'withdrawn' | 'moved'

const PROBLEMS: Record<FailureCode<Called> | 'key-reused' | LeftRound, Extract<Key, `p.${string}`>> = {
  offline: 'p.offline',
  'not-found': 'p.not-found',
  'bad-request': 'p.bad-request',
  forbidden: 'p.forbidden',
  'too-many': 'p.too-many',
  'key-reused': 'p.key-reused',
  'waybill-taken': 'p.waybill-taken',
  'label-taken': 'p.label-taken',
  'label-known': 'p.label-known',
  'label-pending': 'p.label-pending',
  'not-eligible': 'p.not-eligible',
  'unknown-contract': 'p.unknown-contract',
  'claim-open': 'p.claim-open',
  'no-claim': 'p.no-claim',
  'no-conflict': 'p.no-conflict',
  'no-suspension': 'p.no-suspension',
  'nothing-to-refund': 'p.nothing-to-refund',
  'not-secured': 'p.not-secured',
  'drop-off': 'p.drop-off',
  'resend-limit': 'p.resend-limit',
  'resend-too-soon': 'p.resend-too-soon',
  'on-a-round': 'p.on-a-round',
  'not-at-depot': 'p.not-at-depot',
  'wrong-round': 'p.wrong-round',
  withdrawn: 'p.withdrawn',
  moved: 'p.moved',
  'stop-closed': 'p.stop-closed',
  'shipment-over': 'p.shipment-over',
  'no-attempts-left': 'p.no-attempts-left',
  'not-out-for-delivery': 'p.not-out-for-delivery',
  'not-to-return': 'p.not-to-return',
  'already-received': 'p.already-received',
  'not-over': 'p.not-over',
  'claims-possible': 'p.claims-possible',
  'violation-open': 'p.violation-open',
  'not-accepted': 'p.not-accepted',
  'second-person': 'p.second-person',
  'operator-needed': 'p.operator-needed',
  'no-request': 'p.no-request',
  changed: 'p.changed',
  'contract-changed': 'p.contract-changed',
  'contact-pending': 'p.contact-pending',
  'contact-limit': 'p.contact-limit',
  'no-contact': 'p.no-contact',
  'no-contact-change': 'p.no-contact-change',
  'already-decided': 'p.already-decided',
  'webhook-disabled': 'p.webhook-disabled',
}

/** Says what went wrong and what to do about it. It never shows the code itself. */
export function problemWords(code: string): string {
  return t(wordFor(PROBLEMS, code, 'p.other'))
}

/** Says the same for a failed reading, which cannot have changed anything. */
export const readProblem = (failure: Failure): string =>
  failure.code === 'offline' ? t('p.offlineRead') : problemWords(failure.code)

/** Says what is wrong with a sum that somebody typed. */
export const amountWords = (fault: AmountFault): string => t(`amount.${fault}`)
