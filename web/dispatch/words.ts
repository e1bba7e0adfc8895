import type { Failure } from '../api/call.ts'
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

/** Problem codes with words of their own. Any other code gets general words and is never shown itself. */
const PROBLEMS: Record<string, After<'p.'>> = Object.fromEntries(
  (
    [
      'offline',
      'not-found',
      'bad-request',
      'forbidden',
      'too-many',
      'key-reused',
      'waybill-taken',
      'label-taken',
      'label-known',
      'label-pending',
      'not-eligible',
      'unknown-contract',
      'claim-open',
      'no-claim',
      'not-secured',
      'resend-limit',
      'resend-too-soon',
      'codes-closed',
      'on-a-round',
      'not-at-depot',
      'wrong-round',
      'withdrawn',
      'moved',
      'stop-closed',
      'shipment-over',
      'no-attempts-left',
      'not-out-for-delivery',
      'in-flight',
      'already-received',
      'not-over',
      'claims-possible',
      'violation-open',
      'not-accepted',
      'second-person',
      'contact-pending',
      'contact-limit',
      'no-contact',
      'no-contact-change',
      'already-decided',
      'webhook-disabled',
    ] as const
  ).map((code) => [code, code]),
)

/** Says what went wrong and what to do about it. */
export function problemWords(code: string): string {
  return t(`p.${PROBLEMS[code] ?? 'other'}`)
}

/** Says the same for a failed reading, which cannot have changed anything. */
export const readProblem = (failure: Failure): string =>
  failure.code === 'offline' ? t('p.offlineRead') : problemWords(failure.code)
