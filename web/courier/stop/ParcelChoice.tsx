import { useState } from 'preact/hooks'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { t } from '../texts.ts'
import type { StopContext } from './context.ts'
import { shortLabels } from './short-labels.ts'

/**
 * Lets the courier choose which of several parcels are handed over. All are chosen at first (R24). The choice is
 * folded to "2 of 2", because twelve parcels would push the keypad off the screen, and opens as a sheet.
 */
export function ParcelChoice({ state }: Pick<StopContext, 'state'>) {
  const { there, chosen, keep } = state
  const [open, setOpen] = useState(false)
  if (there.length < 2) return null
  const short = shortLabels(there)
  const count = t('someOf', { count: chosen.length, of: there.length })
  const toggle = (label: string) =>
    keep(there.filter((one) => (one === label ? chosen.includes(one) : !chosen.includes(one))))
  return (
    <>
      <button
        type="button"
        class="parcel-choice"
        data-part={chosen.length < there.length || undefined}
        aria-label={`${t('which')} ${count}`}
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
          <path d="m3 8 9-5 9 5v9l-9 5-9-5Zm0 0 9 5 9-5m-9 5v9" stroke-linejoin="round" />
        </svg>
        {count}
      </button>
      <Dialog
        open={open}
        title={t('parcels', { count: there.length })}
        onClose={() => setOpen(false)}
        actions={<Button onClick={() => setOpen(false)}>{t('chosen')}</Button>}
      >
        <fieldset class="parcel-chips">
          <legend>
            {t('which')} <b>{count}</b>
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
                <span data-tail={short[i] !== label || undefined}>{short[i]}</span>
              </label>
            ))}
          </div>
        </fieldset>
      </Dialog>
    </>
  )
}
