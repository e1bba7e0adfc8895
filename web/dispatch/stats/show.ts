import type { TimeBound } from '../../../worker/domain/stats.ts'
import { regional } from '../../i18n/format.ts'
import { locale } from '../../i18n/locale.ts'
import { duration } from '../measure.ts'
import { t } from './texts.ts'

const dash = '–'
const decimal = (digits: number, more: Intl.NumberFormatOptions = {}) =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: digits, ...more })

/** Formats a share, such as "71 %", with at most one decimal, or a dash if there is nothing to divide. */
export const percent = (share: number | null): string =>
  share === null ? dash : decimal(1, { style: 'percent' }).format(share)

/** Formats a ratio with at most `digits` decimal places. */
export const ratio = (value: number | null, digits = 2): string =>
  value === null ? dash : decimal(digits).format(value)

/** Names the class of a time, for example "within 2 min" or "over 60 min". */
export const withinWords = (within: TimeBound | null): string =>
  within === null ? dash : t(within.over ? 'over' : 'within', { time: duration(within.seconds) })

/** Formats a day on an axis. The month is written at the first day and again where it changes. */
export const axisDay = (day: string, first: boolean): string =>
  first || day.endsWith('-01') ? shortDay(day) : String(Number(day.slice(8)))

/** Formats a day in a short form. */
export const shortDay = (day: string): string =>
  new Intl.DateTimeFormat(regional(), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** How a figure changed since the period before: an arrow and words, never colour alone. */
export interface Trend {
  arrow: '▲' | '▼' | '='
  text: string
}

/** Returns the trend of a share in percentage points. */
export function points(now: number | null, before: number | null): Trend | null {
  if (now === null || before === null) return null
  const by = Math.round((now - before) * 1000) / 10
  return moved(by, t('points', { size: decimal(1).format(Math.abs(by)) }))
}

/** Returns the trend of any other figure as a difference. */
export function by(now: number | null, before: number | null, digits = 0): Trend | null {
  if (now === null || before === null) return null
  const change = Math.round((now - before) * 10 ** digits) / 10 ** digits
  return moved(change, decimal(digits).format(Math.abs(change)))
}

function moved(change: number, size: string): Trend {
  if (change === 0) return { arrow: '=', text: t('same') }
  return change > 0
    ? { arrow: '▲', text: t('more', { by: size }) }
    : { arrow: '▼', text: t('less', { by: size }) }
}
