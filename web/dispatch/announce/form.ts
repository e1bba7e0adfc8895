import type { AnnounceShipment } from '../../../worker/api/shipments/bodies.ts'
import { LABEL_PATTERN } from '../../../worker/domain/label.ts'
import { PARCELS_MAX } from '../../../worker/domain/limits.ts'
import type { Locale, Payment, RecipientKind } from '../../../worker/domain/terms.ts'
import type { PhoneReading, ReadPhone } from '../../../worker/wire/phone.ts'
import { validEmail } from '../contact.ts'
import { type AmountsError, amountsIn, checkAmounts, NO_AMOUNTS, type TypedAmounts } from './amounts.ts'

/** The content of the form, as typed. */
export interface Form extends TypedAmounts {
  contractId: string
  waybill: string
  labels: string[]
  name: string
  phone: string
  email: string
  kind: RecipientKind
  /** Empty for the contract's language. */
  locale: Locale | ''
  line1: string
  line2: string
  city: string
  postcode: string
  country: string
  inPerson: boolean
  pointId: string
  instructions: string
  /** Both as `datetime-local` inputs give them, in this device's time. */
  windowFrom: string
  windowTo: string
}

export const EMPTY: Form = {
  ...NO_AMOUNTS,
  contractId: '',
  waybill: '',
  labels: [''],
  name: '',
  phone: '',
  email: '',
  kind: 'consumer',
  locale: '',
  line1: '',
  line2: '',
  city: '',
  postcode: '',
  country: '',
  inPerson: true,
  pointId: '',
  instructions: '',
  windowFrom: '',
  windowTo: '',
}

export type FieldError =
  | 'required'
  | 'contract'
  | 'label'
  | 'twice'
  | 'phone'
  | 'email'
  | 'country'
  | 'point'
  | 'window'
  | 'waybill-taken'
  | 'label-taken'
  | 'label-known'
  | 'not-accepted'
  | AmountsError
  | 'above-limit'
  | 'not-in-contract'
  | 'no-provider'
  | 'vat-unknown'
  | 'parcel-unknown'
  | 'nothing-to-pay'
/** Errors by the dotted path of the field in the request, which is also the server's name for it. */
export type Errors = Partial<Record<string, FieldError>>

/** Returns the labels to announce. With one parcel and nothing typed, the waybill is its label. */
export function labelsOf({ labels, waybill }: Pick<Form, 'labels' | 'waybill'>): string[] {
  const typed = labels.map((label) => label.trim())
  return typed.length === 1 && !typed[0] ? [waybill.trim()] : typed
}

const isLabel = (text: string) => LABEL_PATTERN.test(text) && text.trim().length >= 4

/** Returns the typed number as the server will read it, or null while there is none. */
export const phoneIn = ({ phone, country, postcode }: Form, readPhone: ReadPhone): PhoneReading | null =>
  phone.trim() ? readPhone(phone, { country, postcode }) : null

/**
 * Returns what is missing or cannot be right, before anything is sent. `asks`: what the contract lets the recipient be
 * asked to pay.
 */
export function check(form: Form, readPhone: ReadPhone, asks: Payment = 'none'): Errors {
  const errors: Errors = checkAmounts(form, asks)
  const need = (field: string, value: string, error: FieldError = 'required') => {
    if (!value.trim()) errors[field] = error
  }
  need('contractId', form.contractId, 'contract')
  need('waybill', form.waybill)
  if (form.waybill.trim() && !isLabel(form.waybill.trim())) errors.waybill = 'label'
  const labels = labelsOf(form)
  const implied = labels.length === 1 && !form.labels[0]?.trim()
  labels.forEach((label, i) => {
    if (implied) return
    const field = `parcels.${i}.label`
    if (!label) errors[field] = 'required'
    else if (!isLabel(label)) errors[field] = 'label'
    else if (labels.findIndex((other) => other.toUpperCase() === label.toUpperCase()) < i)
      errors[field] = 'twice'
  })
  need('recipient.name', form.name)
  if (phoneIn(form, readPhone)?.ok === false) errors['recipient.phone'] = 'phone'
  if (form.email.trim() && !validEmail(form.email)) errors['recipient.email'] = 'email'
  need('recipient.address.line1', form.line1)
  need('recipient.address.city', form.city)
  need('recipient.address.postcode', form.postcode)
  need('recipient.address.country', form.country, 'country')
  const { windowFrom: from, windowTo: to } = form
  if ((from || to) && !(Date.parse(from) < Date.parse(to))) errors['window.to'] = 'window'
  return errors
}

/** Builds the request of a form that passed `check`. Empty fields are left out. */
export function requestOf(form: Form, readPhone: ReadPhone, asks: Payment = 'none'): AnnounceShipment {
  const amounts = amountsIn(form, asks, labelsOf(form))
  const line2 = form.line2.trim()
  const phone = phoneIn(form, readPhone)
  const email = form.email.trim()
  return {
    waybill: form.waybill.trim(),
    contractId: form.contractId,
    parcels: labelsOf(form).map((label) => ({ label })),
    recipient: {
      name: form.name.trim(),
      ...(phone?.ok ? { phone: phone.number } : {}),
      ...(email ? { email } : {}),
      kind: form.kind,
      ...(form.locale ? { locale: form.locale } : {}),
      address: {
        line1: form.line1.trim(),
        ...(line2 ? { line2 } : {}),
        city: form.city.trim(),
        postcode: form.postcode.trim(),
        country: form.country,
      },
    },
    inPerson: form.inPerson,
    ...(form.instructions.trim() ? { instructions: form.instructions.trim() } : {}),
    ...(form.windowFrom
      ? { window: { from: instantOf(form.windowFrom), to: instantOf(form.windowTo) } }
      : {}),
    ...(form.pointId ? { destination: { pointId: form.pointId } } : {}),
    ...(amounts && { amounts }),
  }
}

const instantOf = (local: string) => new Date(local).toISOString()

export const canAddParcel = (form: Form): boolean => form.labels.length < PARCELS_MAX
