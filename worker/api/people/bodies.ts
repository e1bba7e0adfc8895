import * as v from 'valibot'
import { SHEET_MOST } from '../../domain/limits.ts'
import { POINT_KINDS } from '../../domain/terms.ts'
import { address, id, name, nothing, zone } from '../fields.ts'

export const createProvider = v.strictObject({ name: name(120) })

export const createCourier = v.strictObject({ name: name(120), providerId: id })

export const createPoint = v.strictObject({
  name: name(120),
  kind: v.picklist(POINT_KINDS),
  address: v.strictObject({
    ...address.entries,
    line1: name(200),
    line2: v.optional(name(200)),
    city: name(100),
    postcode: name(16),
  }),
  hours: v.optional(name(200)),
  zone: v.optional(zone),
})

export const createInvitation = v.strictObject({
  role: v.picklist(['courier', 'counter', 'depot', 'dispatcher']),
  subjectId: v.optional(id),
  /** A known member of staff who only signs in again; if absent, the invitation is for a new person. */
  personId: v.optional(id),
  name: v.optional(name(120)),
  /** A spare device for a courier, lent for a day: what it opens ends with the loan. */
  lent: v.optional(v.boolean()),
})

export const createSheet = v.strictObject({
  courierIds: v.pipe(v.array(id), v.minLength(1), v.maxLength(SHEET_MOST)),
})

export const release = nothing
