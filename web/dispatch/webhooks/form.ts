import type { WebhookView } from '../../../worker/api/webhooks/answers.ts'
import type { FactType } from '../../../worker/domain/event.ts'
import type { WebhookFormat } from '../../../worker/domain/terms.ts'
import { isEvent } from './events.ts'

export const FORMATS = ['sesame', 'cloudevents', 'epcis'] as const satisfies readonly WebhookFormat[]

export interface WebhookForm {
  id: string
  url: string
  /** Empty for all contracts. */
  contractId: string
  which: 'all' | 'some'
  events: readonly FactType[]
  format: WebhookFormat
}

/** The events most shippers choose when they do not want everything. */
const USUAL: readonly FactType[] = ['handed-over', 'held', 'visit-failed']

export const EMPTY: WebhookForm = {
  id: '',
  url: '',
  contractId: '',
  which: 'all',
  events: USUAL,
  format: 'sesame',
}

/** Returns an endpoint as the form shows it. */
export const formOf = ({ id, url, contractId, events, format }: WebhookView): WebhookForm => ({
  id,
  url,
  contractId: contractId ?? '',
  which: events.includes('*') ? 'all' : 'some',
  events: events.includes('*') ? USUAL : events.filter(isEvent),
  format,
})

export type FormError = 'id' | 'taken' | 'url' | 'events'
export type FormErrors = Partial<Record<'id' | 'url' | 'events', FormError>>

/** What identifies an endpoint. Its name is unique within its contract only. */
type Which = Pick<WebhookView, 'id' | 'contractId'>
/** How the API is asked about an endpoint. Without a contract it is the only endpoint with that name. */
export interface Endpoint {
  params: { id: string }
  /** An empty contract stands for all contracts. */
  query: { contractId?: string }
}

/** Returns which endpoint a form is about. */
export const whichOf = ({ id, contractId }: WebhookForm): Which => ({
  id: id.trim(),
  contractId: contractId || null,
})

export const endpointOf = (id: string, contractId: string | undefined): Endpoint => ({
  params: { id },
  query: contractId === undefined ? {} : { contractId },
})

/** Returns what is wrong with the form. `taken` are the existing endpoints for a new one, else null. */
export function check(form: WebhookForm, taken: readonly Which[] | null): FormErrors {
  const errors: FormErrors = {}
  const { id, contractId } = whichOf(form)
  if (taken && !/^[A-Za-z0-9_-]{1,64}$/.test(id)) errors.id = 'id'
  else if (taken?.some((one) => one.id === id && one.contractId === contractId)) errors.id = 'taken'
  if (!/^https?:\/\/\S+$/i.test(form.url.trim())) errors.url = 'url'
  if (form.which === 'some' && form.events.length === 0) errors.events = 'events'
  return errors
}

/** Builds the request of an endpoint. `enabled` says whether events are sent to it from now on. */
export const requestOf = (form: WebhookForm, enabled: boolean) => ({
  url: form.url.trim(),
  events: form.which === 'all' ? ['*'] : [...form.events],
  format: form.format,
  enabled,
  contractId: form.contractId || null,
})

const ADDRESS_FAULTS = ['not-https', 'private-address', 'credentials', 'fragment', 'port'] as const
export type AddressError = (typeof ADDRESS_FAULTS)[number] | 'url'

/** Returns the server's refusal of the address, or null if the refusal is about something else. */
export function refusedUrl(
  problem: { errors?: { field: string; code: string }[] } | undefined,
): AddressError | null {
  const fault = problem?.errors?.find(({ field }) => field === 'url')
  return fault ? (ADDRESS_FAULTS.find((known) => known === fault.code) ?? 'url') : null
}
