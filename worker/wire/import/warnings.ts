/** What is said of a file and holds no shipment back: it was put right, passed over or looks wrong. */
export const WARNINGS = [
  'above-header',
  'header-again',
  'total-line',
  'empty-lines',
  'blank-repaired',
  'decimal-removed',
  'zero-added',
  'zeros-lost',
  'maybe-rounded',
  'country-of-contract',
  'half-name',
  'several-numbers',
  'currency-of-contract',
  'amount-alone',
  'amounts-not-asked',
] as const
export type WarningCode = (typeof WARNINGS)[number]
