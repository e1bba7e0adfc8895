import type { ContractLine } from '../../../worker/api/contracts/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { isTyped, withoutParcel } from './amounts.ts'
import { Choice, FieldAt, type FieldsProps, Group } from './field-parts.tsx'
import { canAddParcel } from './form.ts'
import { t } from './texts.ts'

const CODE = { autoComplete: 'off', spellcheck: false, autoCapitalize: 'characters', maxLength: 64 }
const COUNTRY_OF = { kse: 'RU', chronopost: 'FR' }
const CURRENCY_OF = { kse: 'RUB', chronopost: 'EUR' }

/** Shows contract, waybill and the labels of the parcels. */
export function ShipmentFields({
  form,
  errors,
  change,
  contracts,
}: FieldsProps & { contracts: ContractLine[] | undefined }) {
  const pick = (contractId: string) => {
    const profile = contracts?.find(({ id }) => id === contractId)?.profile
    change({
      contractId,
      ...(profile && !form.country ? { country: COUNTRY_OF[profile] } : {}),
      // Sums that are typed are sums of the currency beside them.
      ...(profile && !isTyped(form, 'both') ? { currency: CURRENCY_OF[profile] } : {}),
    })
  }
  const setLabel = (at: number, label: string) =>
    change({ labels: form.labels.map((old, i) => (i === at ? label : old)) })
  const several = form.labels.length > 1
  return (
    <Group title={t('shipment')}>
      <FieldAt
        path="contractId"
        errors={errors}
        label={t('contract')}
        hint={contracts?.length === 0 ? t('noContracts') : undefined}
      >
        {(attributes) => (
          <Choice attributes={attributes} value={form.contractId} onPick={pick}>
            <option value="">{t('choose')}</option>
            {contracts?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
        )}
      </FieldAt>
      <FieldAt
        path="waybill"
        errors={errors}
        label={t('waybill')}
        hint={t('waybillHint')}
        value={form.waybill}
        onInput={(waybill) => change({ waybill })}
        input={CODE}
      />
      {form.labels.map((label, i) => (
        <div key={i} class="with-button">
          <FieldAt
            path={`parcels.${i}.label`}
            errors={errors}
            label={several ? t('labelOf', { count: i + 1 }) : t('label')}
            hint={several ? undefined : t('labelHint')}
            value={label}
            onInput={(text) => setLabel(i, text)}
            input={CODE}
          />
          {several ? (
            <Button
              small
              kind="secondary"
              aria-label={t('removeParcel', { count: i + 1 })}
              onClick={() =>
                change({
                  labels: form.labels.filter((_, other) => other !== i),
                  goods: withoutParcel(form.goods, i),
                })
              }
            >
              ×
            </Button>
          ) : null}
        </div>
      ))}
      {canAddParcel(form) ? (
        <Button small kind="secondary" onClick={() => change({ labels: [...form.labels, ''] })}>
          {t('addParcel')}
        </Button>
      ) : null}
    </Group>
  )
}
