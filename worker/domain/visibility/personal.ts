import type { HandOverProof, RecipientKind } from '../terms.ts'

/** How a recipient is reached: E.164 and an address. */
export interface Contact {
  phone?: string | undefined
  email?: string | undefined
}

/** The announced recipient: personal data, kept beside the log. */
export interface Recipient extends Contact {
  name: string
  kind: RecipientKind
  address: Address
}

export interface Address {
  line1: string
  line2?: string | undefined
  city: string
  postcode: string
  country: string
  lat?: number | undefined
  lon?: number | undefined
}

export interface ReceiptSummary {
  number: string
  at: string
  proof: HandOverProof
  labels: string[]
  of: number
}

/** How an instant is written for the outside; a clock is not the domain's. */
export type Iso = (ms: number) => string

/** An address for people: coordinates are for choosing a point and stay inside. */
export const withoutPlace = ({ lat: _lat, lon: _lon, ...address }: Address) => address

/** Stands in once the recipient's data is erased. */
export const ERASED: Recipient = {
  name: '',
  kind: 'consumer',
  address: { line1: '', city: '', postcode: '', country: '' },
}

/** The recipient by kind of data: each is bound, kept and erased on its own (R31). */
export function splitRecipient({ name, kind, phone, email, address }: Recipient) {
  return { name: { name, kind }, contact: { ...(phone && { phone }), ...(email && { email }) }, address }
}
