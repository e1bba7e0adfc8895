import { useId, useState } from 'preact/hooks'
import type { Policy } from '../../../worker/domain/policy.ts'
import { type ChannelName, MOMENTS, OUTCOMES } from '../../../worker/domain/terms.ts'
import { Switch } from './controls.tsx'
import { t } from './texts.ts'

/** Shows which channels tell the recipient at each moment. */
export function MomentsControl({
  policy,
  channels,
  onChange,
}: {
  policy: Policy
  channels: readonly ChannelName[]
  onChange: (moments: Policy['moments']) => void
}) {
  const shown = channels.filter(
    (channel) =>
      policy.channels.includes(channel) ||
      Object.values(policy.moments).some((served) => served.includes(channel)),
  )
  return (
    <table class="moments">
      <thead>
        <tr>
          <td />
          {shown.map((channel) => (
            <th key={channel} scope="col">
              {t(`channel.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {MOMENTS.map((moment) => {
          const served = policy.moments[moment] ?? []
          return (
            <tr key={moment}>
              <th scope="row">{t(`m.${moment}`)}</th>
              {shown.map((channel) => (
                <td key={channel}>
                  <label>
                    <input
                      type="checkbox"
                      aria-label={`${t(`m.${moment}`)}: ${t(`channel.${channel}`)}`}
                      checked={served.includes(channel)}
                      onChange={(event) => {
                        const on = event.currentTarget.checked
                        const next = shown.filter((one) => (one === channel ? on : served.includes(one)))
                        onChange({ ...policy.moments, [moment]: next })
                      }}
                    />
                  </label>
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Returns the number of decimal places of a currency, 2 for an unknown one. */
function digitsOf(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    return format.resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** Edits a penalty, which people write in major units and the policy stores in minor units. */
export function PenaltyControl({
  value,
  currency,
  onChange,
}: {
  value: Policy['penalty']
  /** The currency of a new penalty. */
  currency: string
  onChange: (value: Policy['penalty']) => void
}) {
  const [amountId, currencyId] = [useId(), useId()]
  const unit = 10 ** digitsOf(value?.currency ?? currency)
  // The typed text stays as long as it means the stored amount: "50." must not turn into "50" while typing.
  const [typed, setTyped] = useState<string>()
  const shown = typed !== undefined && minor(typed, unit) === value?.amount ? typed : undefined
  return (
    <div class="stack">
      <Switch
        label={t('penalty.on')}
        value={value !== null}
        onChange={(on) => onChange(on ? { amount: 50 * unit, currency } : null)}
      />
      {value ? (
        <div class="wholes">
          <span class="field">
            <label for={amountId}>{t('penalty.amount')}</label>
            <input
              id={amountId}
              inputMode="decimal"
              value={shown ?? String(value.amount / unit)}
              onInput={(event) => {
                setTyped(event.currentTarget.value)
                onChange({ ...value, amount: minor(event.currentTarget.value, unit) })
              }}
            />
          </span>
          <span class="field">
            <label for={currencyId}>{t('penalty.currency')}</label>
            <input
              id={currencyId}
              maxLength={3}
              autoCapitalize="characters"
              value={value.currency}
              onInput={(event) => onChange({ ...value, currency: event.currentTarget.value.toUpperCase() })}
            />
          </span>
        </div>
      ) : null}
    </div>
  )
}

/** Edits an amount of which only the shipment names the currency: people write it whole, the policy stores hundredths. */
export function AmountControl({
  label,
  value,
  onChange,
}: {
  label: string
  value: number
  onChange: (value: number) => void
}) {
  const id = useId()
  const [typed, setTyped] = useState<string>()
  const shown = typed !== undefined && minor(typed, 100) === value ? typed : undefined
  return (
    <span class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        inputMode="decimal"
        value={shown ?? String(value / 100)}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          onChange(minor(event.currentTarget.value, 100))
        }}
      />
    </span>
  )
}

/** Edits when no telephone is rung, with the hours of a night to begin from. */
export function QuietControl({
  value,
  onChange,
}: {
  value: Policy['quietHours']
  onChange: (value: Policy['quietHours']) => void
}) {
  const id = useId()
  return (
    <div class="stack">
      <Switch
        label={t('quiet.on')}
        value={value !== null}
        onChange={(on) => onChange(on ? { from: '21:00', to: '08:00' } : null)}
      />
      {value ? (
        <div class="wholes">
          {(['from', 'to'] as const).map((end) => (
            <span key={end} class="field">
              <label for={`${id}-${end}`}>{t(`quiet.${end}`)}</label>
              <input
                id={`${id}-${end}`}
                type="time"
                value={value[end]}
                onInput={(event) => onChange({ ...value, [end]: event.currentTarget.value })}
              />
            </span>
          ))}
        </div>
      ) : null}
    </div>
  )
}

/** Returns the minor units of a typed amount. Text that is no amount gives 0: no penalty, and nothing refunded alone. */
const minor = (text: string, unit: number) => Math.round(Number(text.trim().replace(',', '.')) * unit) || 0

/** Edits the carrier's code of each outcome. */
export function CodesControl({
  value,
  onChange,
}: {
  value: Policy['codes']
  onChange: (value: Policy['codes']) => void
}) {
  const id = useId()
  return (
    <div class="codes">
      {OUTCOMES.map((outcome) => (
        <span key={outcome} class="field">
          <label for={`${id}-${outcome}`}>{t(`o.${outcome}`)}</label>
          <input
            id={`${id}-${outcome}`}
            maxLength={12}
            autoCapitalize="characters"
            spellcheck={false}
            aria-invalid={!/^[A-Z0-9-]{1,12}$/.test(value[outcome])}
            value={value[outcome]}
            onInput={(event) => onChange({ ...value, [outcome]: event.currentTarget.value.toUpperCase() })}
          />
        </span>
      ))}
    </div>
  )
}

/** Edits an IANA time zone, with a choice of those this browser knows. */
export function ZoneControl({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const id = useId()
  return (
    <span class="field">
      <input
        aria-label={t('f.zone')}
        list={id}
        maxLength={64}
        spellcheck={false}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value.trim())}
      />
      <datalist id={id}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </span>
  )
}
