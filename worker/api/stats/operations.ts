import { noFigures, summary } from '../../domain/stats.ts'
import { operation } from '../operation.ts'
import * as at from './addresses.ts'
import { Stats } from './answers.ts'
import { statsQuery } from './query.ts'

const { from, to, by, contract, provider, courier, format, locale } = statsQuery.entries
const prices = { currency: 'EUR', sms: 6, email: 0.1, messenger: 2, voice: 9 }
const day = {
  ...noFigures(),
  visits: 20,
  firsts: 18,
  firsts_done: 16,
  door_pin: 14,
  door_identity: 2,
  held_no_code: 4,
  sms: 41,
  sms_parts: 41,
}

export const read = operation(at.read, {
  tag: 'Stats',
  summary: 'What became of the visits of some days',
  description: 'At most a hundred days; absent, the last seven. `before` are as many days just before.',
  by: 'see-stats',
  query: {
    from: { description: 'First day', schema: from, example: '2026-11-16' },
    to: { description: 'Last day, included', schema: to, example: '2026-11-22' },
    by: { description: 'What a line is of', schema: by, example: 'day' },
    contract: { description: 'Only visits of this contract', schema: contract },
    provider: { description: 'Only visits of this provider’s couriers', schema: provider },
    courier: { description: 'Only visits of this courier', schema: courier },
    format: { description: '`csv` exports the lines', schema: format, example: 'json' },
    locale: { description: 'Of the table: what parts its cells', schema: locale, example: 'en' },
  },
  answers: {
    200: {
      description: 'The figures',
      content: [
        {
          type: 'application/json',
          schema: Stats,
          example: {
            from: '2026-11-16',
            to: '2026-11-22',
            by: 'day',
            prices,
            total: summary(day, prices),
            before: summary(noFigures(), prices),
            items: [{ key: '2026-11-22', name: '2026-11-22', ...summary(day, prices) }],
          },
        },
        { type: 'text/csv' },
      ],
    },
  },
  problems: ['bad-request'],
})
