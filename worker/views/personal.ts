import type { Address, Recipient } from '../api/common.ts'

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
