import { useRef } from 'preact/hooks'
import type { Policy } from '../../../worker/domain/policy.ts'
import { Button } from '../../ui/Button.tsx'
import { isCurrency } from '../amount.ts'
import { money } from '../measure.ts'
import {
  asksDelivery,
  asksGoods,
  canAddGoods,
  EMPTY_LINE,
  type GoodsLine,
  isTyped,
  totalIn,
} from './amounts.ts'
import { Choice, errorWords, FieldAt, type FieldsProps, Group } from './field-parts.tsx'
import { labelsOf } from './form.ts'
import { t } from './texts.ts'
import './payment-fields.css'

const SUM = { inputMode: 'decimal', autoComplete: 'off', maxLength: 24 }
const VAT = { inputMode: 'decimal', autoComplete: 'off', maxLength: 6 }

/** Shows what the recipient pays before anything is handed over, where the contract lets them be asked (R30). */
export function PaymentFields({ form, errors, change, policy }: FieldsProps & { policy: Policy }) {
  const { payment: asks } = policy
  const group = useRef<HTMLDivElement>(null)
  const setLine = (at: number, part: Partial<GoodsLine>) =>
    change({ goods: form.goods.map((line, i) => (i === at ? { ...line, ...part } : line)) })
  const add = () => {
    change({ goods: [...form.goods, EMPTY_LINE] })
    // The line is there after the next paint; whoever adds one is about to name it.
    requestAnimationFrame(() =>
      group.current?.querySelector<HTMLElement>('.goods-line:last-of-type input')?.focus(),
    )
  }
  return (
    <Group title={t('payment')} class="announce-payment">
      <p class="small muted">{t('paymentText')}</p>
      <div class="delivery-line">
        {asksDelivery(asks) ? (
          <>
            <div class="wide">
              <FieldAt
                path="amounts.delivery"
                errors={errors}
                label={t('payDelivery')}
                value={form.delivery}
                onInput={(delivery) => change({ delivery })}
                input={SUM}
              />
            </div>
            <FieldAt
              path="amounts.deliveryVat"
              errors={errors}
              label={t('payVat')}
              value={form.deliveryVat}
              onInput={(deliveryVat) => change({ deliveryVat })}
              input={VAT}
            />
          </>
        ) : null}
        <FieldAt
          path="amounts.currency"
          errors={errors}
          label={t('payCurrency')}
          value={form.currency}
          onInput={(currency) => change({ currency: currency.toUpperCase() })}
          input={{ autoComplete: 'off', autoCapitalize: 'characters', spellcheck: false, maxLength: 3 }}
        />
      </div>
      {asksGoods(asks) ? (
        <div class="stack" ref={group}>
          {form.goods.map((line, i) => (
            <Line
              key={i}
              {...{ line, at: i, errors, labels: labelsOf(form) }}
              onChange={(part) => setLine(i, part)}
              onRemove={() => change({ goods: form.goods.filter((_, other) => other !== i) })}
            />
          ))}
          {canAddGoods(form) ? (
            <div class="add-goods stack">
              <Button small kind="secondary" onClick={add}>
                {t('addGoods')}
              </Button>
            </div>
          ) : null}
        </div>
      ) : null}
      <Total {...{ form, errors, policy }} />
    </Group>
  )
}

function Line({
  line,
  at,
  errors,
  labels,
  onChange,
  onRemove,
}: Pick<FieldsProps, 'errors'> & {
  line: GoodsLine
  at: number
  labels: readonly string[]
  onChange: (part: Partial<GoodsLine>) => void
  onRemove: () => void
}) {
  const field = (name: 'name' | 'quantity' | 'price' | 'vat', label: string, input: object) => (
    <FieldAt
      path={`amounts.goods.${at}.${name}`}
      errors={errors}
      label={label}
      value={line[name]}
      onInput={(value) => onChange({ [name]: value })}
      input={{ autoComplete: 'off', ...input }}
    />
  )
  return (
    <fieldset class="goods-line">
      <legend class="goods-title">{t('goodsOf', { number: at + 1 })}</legend>
      <div class="goods-fields">
        <div class="wide goods-name">{field('name', t('goodsName'), { maxLength: 128 })}</div>
        {field('quantity', t('goodsQuantity'), { inputMode: 'numeric', maxLength: 4 })}
        {field('price', t('goodsPrice'), SUM)}
        {field('vat', t('payVat'), VAT)}
        {labels.length > 1 ? (
          <div class="wide goods-parcel">
            <FieldAt path={`amounts.goods.${at}.label`} errors={errors} label={t('goodsParcel')}>
              {(attributes) => (
                <Choice
                  attributes={attributes}
                  value={line.parcel === null ? '' : String(line.parcel)}
                  onPick={(value) => onChange({ parcel: value === '' ? null : Number(value) })}
                >
                  <option value="">{t('goodsNoParcel')}</option>
                  {labels.map((label, i) => (
                    <option key={i} value={String(i)}>
                      {label || t('labelOf', { count: i + 1 })}
                    </option>
                  ))}
                </Choice>
              )}
            </FieldAt>
          </div>
        ) : null}
        <Button small kind="secondary" aria-label={t('removeGoods', { number: at + 1 })} onClick={onRemove}>
          ×
        </Button>
      </div>
    </fieldset>
  )
}

/** Shows what is paid in all, and what is wrong with the whole: it is too much, or nothing. */
function Total({ form, errors, policy }: Pick<FieldsProps, 'form' | 'errors'> & { policy: Policy }) {
  const currency = form.currency.trim()
  const total = totalIn(form, policy.payment)
  const error = errors.amounts
  const shown = isCurrency(currency) && isTyped(form, policy.payment)
  return (
    <div class="pay-total" data-invalid={error ? 'true' : undefined} tabIndex={error ? -1 : undefined}>
      <p role="status">
        {shown ? (
          <>
            {t('payTotal')} <strong>{money(total, currency)}</strong>
          </>
        ) : (
          <span class="muted">{t('payNothing')}</span>
        )}
      </p>
      <p class="error" role="alert">
        {error === 'above-limit' && isCurrency(currency)
          ? t('payAboveLimit', { limit: money(policy.amountLimit, currency) })
          : error
            ? errorWords(error)
            : null}
      </p>
    </div>
  )
}
