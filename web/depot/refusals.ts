import type en from './i18n/en.ts'
import { t } from './texts.ts'

type Key = keyof typeof en
type Refused = Key extends infer K ? (K extends `no.${infer Rest}` ? Rest : never) : never

const KNOWN: Record<string, Refused> = Object.fromEntries(
  (
    [
      'claim-open',
      'shipment-over',
      'on-a-round',
      'not-at-depot',
      'no-attempts-left',
      'bad-request',
      'not-found',
      'not-out-for-delivery',
      'forbidden',
    ] satisfies Refused[]
  ).map((code) => [code, code]),
)

/** Says why the depot cannot do it now and what to do instead. It never shows the code itself. */
export const refusalWords = (code: string): string => t(`no.${KNOWN[code] ?? 'other'}`)
