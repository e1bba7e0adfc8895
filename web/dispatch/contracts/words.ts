import type { Policy } from '../../../worker/domain/policy.ts'
import {
  DATA_KINDS,
  type DataKind,
  type Locale,
  type Moment,
  OUTCOMES,
  type Outcome,
  type PointKind,
} from '../../../worker/domain/terms.ts'
import { list, number } from '../../i18n/format.ts'
import { money } from '../measure.ts'
import { type After, t } from './texts.ts'

const proofs = (values: readonly After<'proof.'>[]) => words(values.map((value) => t(`proof.${value}`)))
const channels = (values: readonly After<'channel.'>[]) => words(values.map((value) => t(`channel.${value}`)))
const words = (all: string[]) => (all.length > 0 ? list(all) : t('nothing'))
const yesNo = (value: boolean) => t(value ? 'yes' : 'no')

/** Each language has its own name, as in every choice of a language. */
const LANGUAGES: Record<Locale, string> = { ru: 'Русский', fr: 'Français', en: 'English' }
export const languageWord = (locale: Locale): string => LANGUAGES[locale]
export const penaltyWord = (penalty: Policy['penalty']): string =>
  penalty && /^[A-Z]{3}$/.test(penalty.currency) ? money(penalty.amount, penalty.currency) : t('nothing')

/** Writes an amount of which only the shipment names the currency, in hundredths. */
const amountWord = (amount: number): string => number(amount / 100)

/** The value of each field in words, as shown beside the field and in a version. */
const VALUE: { [F in keyof Policy]: (value: Policy[F]) => string } = {
  secured: yesNo,
  mandatory: yesNo,
  pinDigits: number,
  door: proofs,
  counter: proofs,
  attempts: number,
  withoutCode: (value) => t(`v.withoutCode.${value}`),
  afterWrong: (value) => t(`v.afterWrong.${value}`),
  brokenTablet: (value) => t(`v.brokenTablet.${value}`),
  reveal: (value) => t(`v.reveal.${value}`),
  moments: (value) => {
    const used = (Object.entries(value) as [Moment, unknown[]][]).filter(([, where]) => where.length > 0)
    return words(used.map(([moment]) => t(`m.${moment}`)))
  },
  channels,
  cascade: (value) =>
    value
      ? t('cascade.value', {
          order: value.channels.map((one) => t(`channel.${one}`)).join(' → '),
          wait: number(value.waitS),
        })
      : t('nothing'),
  quietHours: (value) => (value ? t('quiet.value', value) : t('nothing')),
  helpPhone: (value) => value ?? t('nothing'),
  attended: yesNo,
  signature: (value) => words(value.map((where) => t(`v.signature.${where}`))),
  storageDays: (value) =>
    (Object.keys(value) as PointKind[])
      .map((kind) => `${t(`kind.${kind}`)} ${number(value[kind])}`)
      .join(', '),
  newCodeAtPoint: yesNo,
  callRecipient: yesNo,
  reopenMinutes: number,
  freshHands: (value) => t(`v.freshHands.${value}`),
  payment: (value) => t(`v.payment.${value}`),
  amountLimit: amountWord,
  refundLimit: amountWord,
  penalty: penaltyWord,
  codes: (value) => [...new Set(OUTCOMES.map((outcome) => value[outcome]))].join(', '),
  retentionDays: (value) =>
    DATA_KINDS.map((kind) => `${t(`data.${kind}`)} ${number(value[kind])}`).join(', '),
  zone: (value) => value,
  locale: languageWord,
  wording: (value) => {
    const own = (Object.keys(value) as Locale[]).filter((at) => Object.keys(value[at] ?? {}).length > 0)
    return words(own.map(languageWord))
  },
}

export const isField = (name: string): name is keyof Policy => Object.hasOwn(VALUE, name)
export const valueWord = <F extends keyof Policy>(field: F, value: Policy[F]): string => VALUE[field](value)

/** Returns a field's name as in a version: `storageDays.point` becomes "Storage in days: pick-up point". */
export function pathWord(path: string): string {
  const [field = '', part = '', cause = ''] = path.split('.')
  if (field === 'name' || field === 'carrier' || field === 'profile') return t(`f.${field}`)
  if (!isField(field)) return path
  const name = t(`f.${field}`)
  if (!part) return name
  if (field === 'moments') return `${name}: ${t(`m.${part as Moment}`)}`
  if (field === 'storageDays') return `${name}: ${t(`kind.${part as PointKind}`)}`
  if (field === 'retentionDays') return `${name}: ${t(`data.${part as DataKind}`)}`
  if (field === 'codes') return `${name}: ${t(`o.${part as Outcome}`)}`
  const language = languageWord(part as Locale)
  return cause ? `${name}: ${language}, ${t(`m.${cause as After<'m.'>}`)}` : `${name}: ${language}`
}

/** Fields that can have no value. */
const NONE = ['penalty', 'helpPhone', 'quietHours', 'cascade']

/** Returns a value of a version in words, for a whole field or one part of it. */
export function changeWord(path: string, value: unknown): string {
  const [field = '', part] = path.split('.')
  if (value === null) return NONE.includes(field) ? t('nothing') : '—'
  if (field === 'profile') return t(`profile.${value as 'kse'}`)
  if (field === 'moments' && part) return channels(value as After<'channel.'>[])
  if (typeof value === 'object' && !part && isField(field)) return valueWord(field, value as never)
  if (isField(field) && !part) return valueWord(field, value as never)
  return typeof value === 'number' ? number(value) : String(value)
}
