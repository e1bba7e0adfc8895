import type { HoldLine, RegisterLine } from '../../api/holds/answers.ts'
import type { CourierEvidence, NotedVisit, ViolationLine } from '../../api/violations/answers.ts'
import type { Locale } from '../../domain/terms.ts'
import type { CsvTable } from '../../http/csv.ts'

const POINT_DECIMAL: readonly Locale[] = ['en']
/** Writes a decimal as spreadsheets of this language read it. */
const decimal = (text: string, locale: Locale) =>
  POINT_DECIMAL.includes(locale) ? text : text.replace('.', ',')

/**
 * Converts an amount to major units, as a ledger shows it. A currency has two decimals unless Intl says
 * otherwise.
 */
function major(amount: number | null, currency: string | null, locale: Locale): string {
  if (amount === null || currency === null) return ''
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return decimal((amount / 10 ** digits).toFixed(digits), locale)
}

export const HOLDS_TABLE: CsvTable<HoldLine> = {
  name: 'holds',
  columns: [
    ['waybill', (line) => line.waybill],
    ['stage', (line) => line.stage],
    ['parcels', (line) => line.parcels],
    ['here', (line) => line.here],
    ['shelf', (line) => line.shelf],
    ['received', (line) => line.receivedAt],
    ['until', (line) => line.until],
    ['daysLeft', (line) => line.daysLeft],
  ],
}

export const REGISTER_TABLE: CsvTable<RegisterLine> = {
  name: 'register',
  columns: [
    ['at', (line) => line.at],
    ['kind', (line) => line.kind],
    ['waybill', (line) => line.waybill],
    ['labels', (line) => line.labels.join(' ')],
    ['proof', (line) => line.proof],
  ],
}

export const VIOLATIONS_TABLE: CsvTable<ViolationLine> = {
  name: 'violations',
  columns: [
    ['id', (line) => line.id],
    ['at', (line) => line.at],
    ['month', (line) => line.month],
    ['provider', (line) => line.providerName],
    ['courier', (line) => line.courierName],
    ['waybill', (line) => line.waybill],
    ['labels', (line) => line.labels.join(' ')],
    ['kind', (line) => line.kind],
    ['state', (line) => line.state],
    ['amount', (line, locale) => major(line.amount, line.currency, locale)],
    ['currency', (line) => line.currency],
    ['distance', (line) => line.distanceM],
    ['dwell', (line) => line.dwellS],
  ],
}

/**
 * What was noted of a courier, one row per kind. A courier of whom nothing was noted has one row without a
 * kind.
 */
export type EvidenceRow = CourierEvidence & { kind: keyof CourierEvidence['noted'] | null }
export const evidenceRows = (couriers: readonly CourierEvidence[]): EvidenceRow[] =>
  couriers.flatMap((courier) => {
    const kinds = Object.keys(courier.noted) as (keyof CourierEvidence['noted'])[]
    return (kinds.length > 0 ? kinds : [null]).map((kind) => ({ ...courier, kind }))
  })

export const EVIDENCE_TABLE: CsvTable<EvidenceRow> = {
  name: 'couriers',
  columns: [
    ['courier', (line) => line.name],
    ['provider', (line) => line.providerName],
    ['visits', (line) => line.stops],
    ['what', (line) => line.kind],
    ['noted', (line) => (line.kind ? (line.noted[line.kind] ?? 0) : 0)],
    [
      'odds',
      (line, locale) => (line.kind ? decimal((line.odds[line.kind] ?? 1).toPrecision(3), locale) : null),
    ],
  ],
}

export const VISITS_TABLE: CsvTable<NotedVisit> = {
  name: 'visits',
  columns: [
    ['at', (line) => line.at],
    ['what', (line) => line.kind],
    ['waybill', (line) => line.waybill],
    ['distance', (line) => line.distanceM],
    ['dwell', (line) => line.dwellS],
  ],
}
