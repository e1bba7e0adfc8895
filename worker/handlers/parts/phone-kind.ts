import type { Contacts } from '../../domain/eligibility.ts'
import type { PhoneKind } from '../../domain/terms.ts'
import { numbering } from '../../numbering.ts'

/** Returns what a number in E.164 is for (R38); undefined if there is none. */
export async function kindOf(phone: string | undefined): Promise<PhoneKind | undefined> {
  if (phone === undefined) return undefined
  const read = (await numbering()).readPhone(phone)
  return read.ok ? read.kind : 'other'
}

/** Returns the ways in which somebody can be told something by what a call gives of their contact. */
export async function newContacts(given: {
  phone?: string | undefined
  email?: string | undefined
}): Promise<Contacts> {
  const phoneKind = await kindOf(given.phone)
  return {
    hasPhone: given.phone !== undefined,
    hasEmail: given.email !== undefined,
    ...(phoneKind && { phoneKind }),
  }
}
