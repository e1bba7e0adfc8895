import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { shortLabels } from './short-labels.ts'

/** Lets the courier choose which of several parcels are handed over. All are chosen at first (R24). */
export function ParcelChips({ state }: StopContext) {
  const { there, chosen, keep } = state
  if (there.length < 2) return null
  const short = shortLabels(there)
  const toggle = (label: string) =>
    keep(there.filter((one) => (one === label ? chosen.includes(one) : !chosen.includes(one))))
  return (
    <fieldset class="parcel-chips">
      <legend>
        {t('which')} <b>{t('someOf', { count: chosen.length, of: there.length })}</b>
      </legend>
      <div>
        {there.map((label, i) => (
          <label key={label}>
            <input
              type="checkbox"
              aria-label={label}
              checked={chosen.includes(label)}
              onChange={() => toggle(label)}
            />
            <span>{short[i]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
