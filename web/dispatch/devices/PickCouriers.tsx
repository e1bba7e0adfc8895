import { useState } from 'preact/hooks'
import type { DeviceLine } from '../../../worker/api/devices/answers.ts'
import type { PersonLine } from '../../../worker/api/people/answers.ts'
import { SHEET_MOST } from '../../../worker/domain/limits.ts'
import type { Failure } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { Field } from '../../ui/Field.tsx'
import { ActionError } from '../parts.tsx'
import { optionsOf, SelectFilter } from '../SelectFilter.tsx'
import { type Offer, offered } from './pick.ts'
import { equipped } from './state.ts'
import { t } from './texts.ts'

export interface PickCouriersProps {
  couriers: readonly PersonLine[]
  providers: readonly { id: string; name: string }[]
  devices: readonly DeviceLine[]
  busy: boolean
  failure: Failure | undefined
  /** The choice changed, so what was refused of an earlier one no longer matters. */
  onChange: () => void
  onMake: (courierIds: string[]) => void
}

/** Chooses couriers for the morning sheet. Who was chosen stays so when the search changes. */
export function PickCouriers({
  couriers,
  providers,
  devices,
  busy,
  failure,
  onChange,
  onMake,
}: PickCouriersProps) {
  const [offer, setOffer] = useState<Offer>({ search: '', provider: '', withoutDevice: false })
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const has = equipped(devices, Date.now())
  const lines = offered(couriers, offer, has)
  const providerOf = new Map(providers.map(({ id, name }) => [id, name]))
  const all = lines.length > 0 && lines.every(({ id }) => picked.has(id))
  const some = lines.some(({ id }) => picked.has(id))
  const pick = (ids: readonly string[], on: boolean) => {
    const next = new Set(picked)
    for (const id of ids)
      if (on) next.add(id)
      else next.delete(id)
    setPicked(next)
    onChange()
  }
  const tooMany = picked.size > SHEET_MOST
  return (
    <>
      <search>
        <div class="filters">
          <div class="grow">
            <Field
              label={t('search')}
              value={offer.search}
              onInput={(search) => setOffer({ ...offer, search })}
              input={{ type: 'search', autoComplete: 'off' }}
            />
          </div>
          <SelectFilter
            label={t('provider')}
            any={t('anyProvider')}
            value={offer.provider}
            options={optionsOf(providers)}
            onPick={(provider) => setOffer({ ...offer, provider })}
          />
          <SelectFilter
            label={t('devices')}
            any={t('anyDevice')}
            value={offer.withoutDevice ? 'none' : ''}
            options={[{ value: 'none', label: t('withoutDevice') }]}
            onPick={(value) => setOffer({ ...offer, withoutDevice: value === 'none' })}
          />
        </div>
      </search>
      {lines.length === 0 ? (
        <EmptyState title={t('noneOffered')}>{t('noneFoundText')}</EmptyState>
      ) : (
        <div class="table-box pick-couriers">
          <table>
            <caption class="sr">{t('choose')}</caption>
            <thead>
              <tr>
                <th scope="col" colSpan={3}>
                  <label class="check">
                    <input
                      type="checkbox"
                      checked={all}
                      ref={(box) => {
                        if (box) box.indeterminate = some && !all
                      }}
                      onChange={() =>
                        pick(
                          lines.map(({ id }) => id),
                          !all,
                        )
                      }
                    />
                    {t('all', { count: lines.length })}
                  </label>
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ id, name, providerId }) => (
                <tr key={id}>
                  <td>
                    <label class="check">
                      <input
                        type="checkbox"
                        checked={picked.has(id)}
                        onChange={() => pick([id], !picked.has(id))}
                      />
                      <span>
                        {name}
                        <span class="under">{providerOf.get(providerId ?? '')}</span>
                        {has.has(id) ? null : <span class="under">{t('noDevice')}</span>}
                      </span>
                    </label>
                  </td>
                  <td class="if-medium">{providerOf.get(providerId ?? '')}</td>
                  <td class="if-medium muted">{has.has(id) ? null : t('noDevice')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div class="make-sheet">
        <ActionError failure={failure} />
        <p role="status" class={tooMany ? 'action-error' : 'muted'}>
          {tooMany ? t('tooMany', { most: SHEET_MOST }) : t('chosen', { count: picked.size })}
        </p>
        {picked.size > 0 ? (
          <Button small kind="secondary" onClick={() => pick([...picked], false)}>
            {t('chooseNone')}
          </Button>
        ) : null}
        <Button
          small
          busy={busy}
          disabled={picked.size === 0 || tooMany}
          onClick={() =>
            onMake(offered(couriers, ALL, has).flatMap(({ id }) => (picked.has(id) ? [id] : [])))
          }
        >
          {t('make')}
        </Button>
      </div>
    </>
  )
}

const ALL: Offer = { search: '', provider: '', withoutDevice: false }
