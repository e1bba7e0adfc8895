import type { Failure } from '../../api/call.ts'
import type { Errors, FieldError } from './form.ts'

/** Fields of the request that the form shows. Errors of other fields appear above the button. */
const SHOWN =
  /^(contractId|waybill|destination\.pointId|parcels\.\d+\.label|recipient\.(name|phone|email|address\.(line1|line2|city|postcode|country))|amounts(\.(delivery|deliveryVat|currency|goods\.\d+\.(name|quantity|price|vat|label)))?)$/

function errorAt(field: string, code: string): FieldError {
  if (/^amounts\b/.test(field)) return amountsErrorAt(field, code)
  if (code === 'label-taken' || code === 'label-known' || code === 'waybill-taken') return code
  if (field.endsWith('.phone')) return 'phone'
  if (field.endsWith('.email')) return 'email'
  if (field.endsWith('.label') || field === 'waybill') return 'label'
  if (field === 'contractId') return 'contract'
  if (field === 'destination.pointId') return 'point'
  return 'not-accepted'
}

/** Words what is wrong with what the recipient shall pay (R30): `unknown` says of each field something else. */
function amountsErrorAt(field: string, code: string): FieldError {
  if (code === 'above-limit' || code === 'not-in-contract' || code === 'no-provider' || code === 'too-fine')
    return code
  if (field.endsWith('.label')) return 'parcel-unknown'
  if (/vat$/i.test(field)) return code === 'unknown' ? 'vat-unknown' : 'vat'
  if (field.endsWith('.currency')) return 'currency'
  if (field.endsWith('.quantity')) return 'quantity'
  if (field.endsWith('.name')) return 'required'
  if (field === 'amounts') return code === 'required' ? 'nothing-to-pay' : 'not-accepted'
  return 'not-a-sum'
}

/** Rewrites `parcels[2].label` and `/parcels/2/label` to `parcels.2.label`, which names the same field. */
const dotted = (field: string) =>
  field
    .replace(/\[(\d+)\]/g, '.$1')
    .replace(/^\//, '')
    .replaceAll('/', '.')

/**
 * Assigns the server's refusal to the fields concerned.
 * @returns the errors by field; empty when none of them belongs to a field of the form
 */
export function errorsOf(failure: Failure, parcels: number): Errors {
  const errors: Errors = {}
  // Nothing typed is wrong: the contract does not take such a shipment, which is said as a whole.
  if (failure.code === 'not-eligible') return errors
  for (const { field, code } of failure.problem.errors ?? []) {
    const path = dotted(field)
    // An error of `parcels.0` as a whole is shown at its label, the only field a parcel has.
    const whole = /^parcels\.\d+$/.test(path) ? `${path}.label` : path
    // What is wrong with the goods as a whole stands at the sum.
    const shown = /^amounts\.goods(\.\d+)?$/.test(whole) ? 'amounts' : whole
    if (SHOWN.test(shown)) errors[shown] ??= errorAt(shown, failure.status === 409 ? failure.code : code)
  }
  if (Object.keys(errors).length > 0) return errors
  if (failure.code === 'waybill-taken') return { waybill: 'waybill-taken' }
  const { code } = failure
  if ((code === 'label-taken' || code === 'label-known') && parcels === 1) return { 'parcels.0.label': code }
  if (failure.code === 'unknown-contract') return { contractId: 'contract' }
  return {}
}
