import type { ComponentChildren } from 'preact'
import type { Policy } from '../../../worker/domain/policy.ts'
import {
  BROKEN_TABLET,
  CHANNELS,
  COUNTER_PROOFS,
  type CounterProof,
  DATA_KINDS,
  FRESH_HANDS,
  LOCALES,
  PAYMENTS,
  POINT_KINDS,
  PROOFS,
  REVEALS,
  SIGNED_PROOFS,
  WITHOUT_CODE,
} from '../../../worker/domain/terms.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import {
  AmountControl,
  CodesControl,
  MomentsControl,
  PenaltyControl,
  QuietControl,
  ZoneControl,
} from './big-controls.tsx'
import { CascadeControl } from './CascadeControl.tsx'
import {
  Choice,
  MultipleChoice,
  PhoneControl,
  Switch,
  WholeNumberField,
  WholeNumberFields,
} from './controls.tsx'
import { withChannels } from './draft.ts'
import { type FieldsProps, PolicyField } from './Fields.tsx'
import { fieldsOf, GROUPS } from './groups.ts'
import { t } from './texts.ts'
import { WordingControl } from './WordingControl.tsx'
import { languageWord } from './words.ts'

type SetField = <F extends keyof Policy>(field: F, value: Policy[F]) => void
type Control = (policy: Policy, set: SetField, props: FieldsProps) => ComponentChildren

const switched =
  (field: 'secured' | 'mandatory' | 'attended' | 'newCodeAtPoint' | 'callRecipient'): Control =>
  (policy, set) => (
    <Switch label={t(`f.${field}`)} value={policy[field]} onChange={(value) => set(field, value)} />
  )
const proofs = <V extends CounterProof>(values: readonly V[]) =>
  values.map((value) => ({ value, label: t(`proof.${value as CounterProof}`) }))

/** The control of each field. A field added to the policy does not compile before it has a control here. */
const CONTROLS: Record<keyof Policy, Control> = {
  secured: switched('secured'),
  mandatory: switched('mandatory'),
  attended: switched('attended'),
  newCodeAtPoint: switched('newCodeAtPoint'),
  callRecipient: switched('callRecipient'),
  reveal: ({ reveal }, set) => (
    <Choice
      value={reveal}
      options={REVEALS.map((value) => ({ value, label: t(`v.reveal.${value}`) }))}
      onChange={(value) => set('reveal', value)}
    />
  ),
  withoutCode: ({ withoutCode }, set) => (
    <Choice
      value={withoutCode}
      options={WITHOUT_CODE.map((value) => ({
        value,
        label: t(`v.withoutCode.${value}`),
      }))}
      onChange={(value) => set('withoutCode', value)}
    />
  ),
  afterWrong: ({ afterWrong }, set) => (
    <Choice
      value={afterWrong}
      options={WITHOUT_CODE.map((value) => ({ value, label: t(`v.afterWrong.${value}`) }))}
      onChange={(value) => set('afterWrong', value)}
    />
  ),
  reopenMinutes: ({ reopenMinutes }, set) => (
    <WholeNumberField
      label={t('f.reopenMinutes')}
      value={reopenMinutes}
      min={0}
      max={10}
      onChange={(value) => set('reopenMinutes', value)}
    />
  ),
  freshHands: ({ freshHands }, set) => (
    <Choice
      value={freshHands}
      options={FRESH_HANDS.map((value) => ({
        value,
        label: t(`v.freshHands.${value}`),
      }))}
      onChange={(value) => set('freshHands', value)}
    />
  ),
  brokenTablet: ({ brokenTablet }, set) => (
    <Choice
      value={brokenTablet}
      options={BROKEN_TABLET.map((value) => ({
        value,
        label: t(`v.brokenTablet.${value}`),
      }))}
      onChange={(value) => set('brokenTablet', value)}
    />
  ),
  payment: ({ payment }, set) => (
    <Choice
      value={payment}
      options={PAYMENTS.map((value) => ({
        value,
        label: t(`v.payment.${value}`),
      }))}
      onChange={(value) => set('payment', value)}
    />
  ),
  amountLimit: ({ amountLimit }, set) => (
    <AmountControl
      label={t('f.amountLimit')}
      value={amountLimit}
      onChange={(value) => set('amountLimit', value)}
    />
  ),
  refundLimit: ({ refundLimit }, set) => (
    <AmountControl
      label={t('f.refundLimit')}
      value={refundLimit}
      onChange={(value) => set('refundLimit', value)}
    />
  ),
  pinDigits: ({ pinDigits }, set) => (
    <Segmented
      label={t('f.pinDigits')}
      value={String(pinDigits)}
      options={['5', '6', '7', '8'].map((value) => ({ value, label: value }))}
      onChange={(value) => set('pinDigits', Number(value) as Policy['pinDigits'])}
    />
  ),
  cascade: (policy, set) => <CascadeControl policy={policy} onChange={(value) => set('cascade', value)} />,
  quietHours: ({ quietHours }, set) => (
    <QuietControl value={quietHours} onChange={(value) => set('quietHours', value)} />
  ),
  attempts: ({ attempts }) => <p class="fixed">{attempts}</p>,
  door: ({ door }, set) => (
    <MultipleChoice value={door} options={proofs(PROOFS)} onChange={(value) => set('door', value)} />
  ),
  counter: ({ counter }, set) => (
    <MultipleChoice
      value={counter}
      options={proofs(COUNTER_PROOFS)}
      onChange={(value) => set('counter', value)}
    />
  ),
  signature: ({ signature }, set) => (
    <MultipleChoice
      value={signature}
      options={SIGNED_PROOFS.map((value) => ({ value, label: t(`v.signature.${value}`) }))}
      onChange={(value) => set('signature', value)}
    />
  ),
  channels: (policy, _set, { onPolicy }) => (
    <MultipleChoice
      value={policy.channels}
      options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
      onChange={(value) => onPolicy(withChannels(policy, value))}
    />
  ),
  moments: (policy, set) => (
    <MomentsControl policy={policy} channels={CHANNELS} onChange={(value) => set('moments', value)} />
  ),
  storageDays: ({ storageDays }, set) => (
    <WholeNumberFields
      keys={POINT_KINDS}
      label={(kind) => t(`kind.${kind}`)}
      values={storageDays}
      max={60}
      onChange={(days) => set('storageDays', days)}
    />
  ),
  retentionDays: ({ retentionDays }, set) => (
    <WholeNumberFields
      keys={DATA_KINDS}
      label={(kind) => t(`data.${kind}`)}
      values={retentionDays}
      max={5 * 365}
      onChange={(days) => set('retentionDays', days)}
    />
  ),
  penalty: ({ penalty, locale }, set) => (
    <PenaltyControl
      value={penalty}
      currency={locale === 'ru' ? 'RUB' : 'EUR'}
      onChange={(value) => set('penalty', value)}
    />
  ),
  helpPhone: ({ helpPhone }, set) => (
    <PhoneControl value={helpPhone} onChange={(value) => set('helpPhone', value)} />
  ),
  codes: ({ codes }, set) => <CodesControl value={codes} onChange={(value) => set('codes', value)} />,
  zone: ({ zone }, set) => <ZoneControl value={zone} onChange={(value) => set('zone', value)} />,
  locale: ({ locale }, set) => (
    <Segmented
      label={t('f.locale')}
      value={locale}
      options={LOCALES.map((value) => ({ value, label: languageWord(value) }))}
      onChange={(value) => set('locale', value)}
    />
  ),
  wording: (_policy, _set, props) => <WordingControl {...props} />,
}

/** Shows every field of the policy, group by group. */
export function RuleFields(props: FieldsProps) {
  const { draft, onPolicy } = props
  const set: SetField = (field, value) => onPolicy({ ...draft.policy, [field]: value })
  return (
    <div class="policy-groups">
      {GROUPS.map((group) => (
        <section key={group} class="card policy-group" aria-label={t(`g.${group}`)}>
          <h2>{t(`g.${group}`)}</h2>
          {fieldsOf(group).map((field, _i, all) => (
            <PolicyField key={field} field={field} alone={all.length === 1} {...props}>
              {CONTROLS[field](draft.policy, set, props)}
            </PolicyField>
          ))}
        </section>
      ))}
    </div>
  )
}
