import type { FieldError } from './errors.ts'
import type { PhonePlace, ReadPhone } from './phone.ts'

/** What was taken from a body, and whether that was all. */
export interface Note {
  field: string
  /** `several-numbers`: two stood there, and the one that takes texts was taken. */
  code: 'several-numbers'
}

export type Settled<T> = { ok: true; value: T; notes: Note[] } | { ok: false; error: FieldError }

/** Reads the number of somebody at a place, and puts it in the one form in which it is stored. */
export function settlePhone<T extends { phone?: string | undefined }>(
  person: T,
  place: PhonePlace,
  field: string,
  readPhone: ReadPhone,
): Settled<T> {
  if (person.phone === undefined) return { ok: true, value: person, notes: [] }
  const read = readPhone(person.phone, place)
  if (!read.ok) return { ok: false, error: { field, code: read.code } }
  const notes: Note[] = read.several ? [{ field, code: 'several-numbers' }] : []
  return { ok: true, value: { ...person, phone: read.number }, notes }
}

interface ToSomebody {
  recipient: { phone?: string | undefined; address: { country: string; postcode: string } }
}

/** Reads the recipient's number of an announcement, by the address beside it. */
export function settleRecipient<T extends ToSomebody>(given: T, readPhone: ReadPhone): Settled<T> {
  const { recipient } = given
  const settled = settlePhone(recipient, recipient.address, 'recipient.phone', readPhone)
  return settled.ok ? { ...settled, value: { ...given, recipient: settled.value } } : settled
}
