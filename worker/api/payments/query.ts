import * as v from 'valibot'
import { statsQuery } from '../stats/query.ts'

const { from, to, contract, format, locale } = statsQuery.entries

/** The query of `GET /api/payments`; `statsPeriod` fills in absent days. */
export const paymentsQuery = v.strictObject({ from, to, contract, format, locale })
