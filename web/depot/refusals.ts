import type { api } from '../api/call.ts'
import { type AddressesOf, type FailureCode, wordFor } from '../api/failures.ts'
import type en from './i18n/en.ts'
import { t } from './texts.ts'

type Key = Extract<keyof typeof en, `no.${string}`>

type Called =
  | AddressesOf<typeof api.depot>
  | typeof api.rounds.list
  | typeof api.rounds.sheet
  | typeof api.rounds.close
  | typeof api.shipments.reschedule

const KEYS: Record<FailureCode<Called>, Key> = {
  offline: 'no.other',
  'claim-open': 'no.claim-open',
  'shipment-over': 'no.shipment-over',
  'on-a-round': 'no.on-a-round',
  'not-at-depot': 'no.not-at-depot',
  'no-attempts-left': 'no.no-attempts-left',
  'contact-pending': 'no.contact-pending',
  'bad-request': 'no.bad-request',
  'not-found': 'no.not-found',
  'not-out-for-delivery': 'no.not-out-for-delivery',
  forbidden: 'no.forbidden',
  'too-many': 'no.too-many',
}

/** Says why the depot cannot do it now and what to do instead. It never shows the code itself. */
export const refusalWords = (code: string): string => t(wordFor(KEYS, code, 'no.other'))
