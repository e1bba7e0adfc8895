import type { Address, Recipient } from '../api/common.ts'

/** Formats an instant in ms for the outside. It is handed in because the views do not use `Date`. */
export type Iso = (ms: number) => string

/**
 * Returns an address without coordinates. These serve to choose a point and to measure distances, and are not
 * shown.
 */
export const withoutPlace = ({ lat: _lat, lon: _lon, ...address }: Address) => address

/** Replaces the recipient once their data are erased. */
export const ERASED: Recipient = {
  name: '',
  kind: 'consumer',
  address: { line1: '', city: '', postcode: '', country: '' },
}

/** Splits the recipient by kind of data: each kind is bound, kept and erased separately (R31). */
export function splitRecipient({ name, kind, phone, email, address }: Recipient) {
  return { name: { name, kind }, contact: { ...(phone && { phone }), ...(email && { email }) }, address }
}
