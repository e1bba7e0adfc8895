import { locale } from '../../i18n/locale.ts'
import { barOf, oddsInWords } from './figures.ts'
import { t } from './texts.ts'

/** Shows the chance in words, with a bar that grows as the chance shrinks. */
export function Chance({ odds }: { odds: number }) {
  const what = oddsInWords(odds)
  return (
    <span class="chance">
      <span class={what.how === 'usual' ? 'muted' : undefined}>
        {what.how === 'in' ? t('odds.in', { n: what.n }) : t(`odds.${what.how}`)}
      </span>
      <span class="chance-bar" aria-hidden="true">
        <i style={{ width: `${Math.round(barOf(odds) * 100)}%` }} />
      </span>
    </span>
  )
}

/** Formats an average, with one decimal place below ten. */
export const average = (value: number): string =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)
