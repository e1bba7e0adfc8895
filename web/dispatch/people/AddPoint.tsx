import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { locale } from '../../i18n/locale.ts'
import { useSend } from '../../office/use-send.ts'
import { Field } from '../../ui/Field.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { countriesIn } from '../announce/countries.ts'
import { Confirm } from '../parts.tsx'
import { checkPoint, EMPTY_POINT, type PointForm, pointOf, refusedPoint } from './forms.ts'
import { t } from './texts.ts'

const KINDS = ['point', 'office', 'locker'] as const

export function AddPoint({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const [form, setForm] = useState<PointForm>(EMPTY_POINT)
  const [tried, setTried] = useState(false)
  const { busy, failure, send } = useSend()
  const [refused, setRefused] = useState<{ of: PointForm; errors: ReturnType<typeof refusedPoint> }>()
  // The server's refusal is about the form that was sent. A later change may have corrected it.
  const said = refused?.of === form ? refused.errors : {}
  const errors = tried ? { ...said, ...checkPoint(form) } : {}
  const add = async () => {
    setTried(true)
    if (Object.keys(checkPoint(form)).length > 0) return
    const answer = await send(api.people.createPoint, {}, pointOf(form))
    if (answer?.ok) return onDone()
    if (answer) setRefused({ of: form, errors: refusedPoint(answer.problem.errors ?? []) })
  }
  const text = (name: 'name' | 'line1' | 'postcode' | 'city', maxLength: number) => (
    <Field
      label={t(name)}
      value={form[name]}
      onInput={(value) => setForm({ ...form, [name]: value })}
      input={{ maxLength, autoComplete: 'off' }}
      error={errors[name] && t(`e.${errors[name]}`)}
    />
  )
  return (
    <Confirm
      open
      title={t('addPoint')}
      yes={t('add')}
      busy={busy}
      failure={Object.keys(said).length > 0 ? undefined : failure}
      onYes={() => void add()}
      onClose={onClose}
    >
      <Segmented
        label={t('kind')}
        value={form.kind}
        options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(kind) => setForm({ ...form, kind })}
      />
      {form.kind === 'locker' ? <p class="small muted">{t('lockerHint')}</p> : null}
      {text('name', 120)}
      {text('line1', 200)}
      <div class="pair">
        {text('postcode', 16)}
        {text('city', 100)}
      </div>
      <Field label={t('country')} error={errors.country && t(`e.${errors.country}`)}>
        {(attributes) => (
          <select
            {...attributes}
            value={form.country}
            onChange={(event) => setForm({ ...form, country: event.currentTarget.value })}
          >
            <option value="">{t('chooseCountry')}</option>
            {countriesIn(locale()).map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label={t('hours')}
        hint={t('hoursHint')}
        value={form.hours}
        error={errors.hours && t(`e.${errors.hours}`)}
        onInput={(hours) => setForm({ ...form, hours })}
        input={{ maxLength: 200 }}
      />
    </Confirm>
  )
}
