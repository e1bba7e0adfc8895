import type { WebhookView } from '../../../worker/api/webhooks/answers.ts'
import type { FactType } from '../../../worker/domain/event.ts'
import type { WebhookFormat } from '../../../worker/domain/terms.ts'
import { isEvent } from './events.ts'

export const FORMATS = ['sesame', 'cloudevents', 'epcis'] as const satisfies readonly WebhookFormat[]

export interface WebhookForm {
  id: string
  url: string
  /** Empty: all contracts. */
  contractId: string
  which: 'all' | 'some'
  events: readonly FactType[]
  format: WebhookFormat
}

/** What most shippers ask for when they do not want everything. */
const USUAL: readonly FactType[] = ['handed-over', 'held', 'visit-failed']

export const EMPTY: WebhookForm = {
  id: '',
  url: '',
  contractId: '',
  which: 'all',
  events: USUAL,
  format: 'sesame',
}

/** An endpoint as the form shows it. */
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

/** What tells an endpoint apart: its name is its contract's own. */
type Which = Pick<WebhookView, 'id' | 'contractId'>
/** How the API is asked about an endpoint; no contract given means the only one that has the name. */
export interface Endpoint {
  params: { id: string }
  /** An empty contract is all of them. */
  query: { contractId?: string }
}

/** The endpoint that a form is about. */
export const whichOf = ({ id, contractId }: WebhookForm): Which => ({
  id: id.trim(),
  contractId: contractId || null,
})

export const endpointOf = (id: string, contractId: string | undefined): Endpoint => ({
  params: { id },
  query: contractId === undefined ? {} : { contractId },
})

/** What is wrong with the form; `taken` are the endpoints there are, when it is a new one. */
export function check(form: WebhookForm, taken: readonly Which[] | null): FormErrors {
  const errors: FormErrors = {}
  const { id, contractId } = whichOf(form)
  if (taken && !/^[A-Za-z0-9_-]{1,64}$/.test(id)) errors.id = 'id'
  else if (taken?.some((one) => one.id === id && one.contractId === contractId)) errors.id = 'taken'
  if (!/^https?:\/\/\S+$/i.test(form.url.trim())) errors.url = 'url'
  if (form.which === 'some' && form.events.length === 0) errors.events = 'events'
  return errors
}

/** The request of an endpoint; `enabled` says whether it is to be sent events from now on. */
export const requestOf = (form: WebhookForm, enabled: boolean) => ({
  url: form.url.trim(),
  events: form.which === 'all' ? ['*'] : [...form.events],
  format: form.format,
  enabled,
  contractId: form.contractId || null,
})

const ADDRESS_FAULTS = ['not-https', 'private-address', 'credentials', 'fragment', 'port'] as const
export type AddressError = (typeof ADDRESS_FAULTS)[number] | 'url'

/** What the server has against the address, where the refusal is about it. */
export function refusedUrl(
  problem: { errors?: { field: string; code: string }[] } | undefined,
): AddressError | null {
  const fault = problem?.errors?.find(({ field }) => field === 'url')
  return fault ? (ADDRESS_FAULTS.find((known) => known === fault.code) ?? 'url') : null
}
