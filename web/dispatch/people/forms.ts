import type { PointKind } from '../../../worker/domain/terms.ts'

const REFUSED = ['foreign-link', 'foreign-phone', 'hidden-sign', 'other'] as const
export type PeopleError = 'required' | 'provider' | 'point' | 'country' | (typeof REFUSED)[number]

export const STAFF_ROLES = ['counter', 'depot', 'dispatcher'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

export interface InviteForm {
  role: StaffRole
  name: string
  pointId: string
}

export interface InvitationRequest {
  role: StaffRole | 'courier'
  subjectId?: string
  /** Set for known staff who only sign in again. */
  personId?: string
  name?: string
  /** A spare tablet for a courier, for a day. */
  lent?: true
}

/** Returns what is missing from a staff invitation: a name, and the point for a counter. */
export function checkInvite(form: InviteForm): Partial<Record<'name' | 'pointId', PeopleError>> {
  return {
    ...(form.name.trim() ? {} : { name: 'required' as const }),
    ...(form.role === 'counter' && !form.pointId ? { pointId: 'point' as const } : {}),
  }
}

/** Builds the request of an invitation. Only a counter has a subject, which is its point. */
export const inviteOf = (form: InviteForm): InvitationRequest => ({
  role: form.role,
  name: form.name.trim(),
  ...(form.role === 'counter' ? { subjectId: form.pointId } : {}),
})

export interface PointForm {
  name: string
  kind: PointKind
  line1: string
  postcode: string
  city: string
  country: string
  hours: string
}
export const EMPTY_POINT: PointForm = {
  name: '',
  kind: 'point',
  line1: '',
  postcode: '',
  city: '',
  country: '',
  hours: '',
}

export type PointErrors = Partial<Record<keyof PointForm, PeopleError>>

export function checkPoint(form: PointForm): PointErrors {
  const errors: PointErrors = {}
  for (const field of ['name', 'line1', 'postcode', 'city'] as const)
    if (!form[field].trim()) errors[field] = 'required'
  if (!form.country) errors.country = 'country'
  return errors
}

/** Assigns the server's refusal of a point to its fields. */
export function refusedPoint(errors: readonly { field: string; code: string }[]): PointErrors {
  return Object.fromEntries(
    errors.flatMap(({ field, code }) => {
      const name = field.replace(/^address\./, '')
      const known = REFUSED.find((one) => one === code) ?? 'other'
      return Object.hasOwn(EMPTY_POINT, name) ? [[name, known]] : []
    }),
  )
}

/** Builds the request of a point. Empty fields are left out. */
export function pointOf(form: PointForm) {
  const hours = form.hours.trim()
  return {
    name: form.name.trim(),
    kind: form.kind,
    address: {
      line1: form.line1.trim(),
      city: form.city.trim(),
      postcode: form.postcode.trim(),
      country: form.country,
    },
    ...(hours ? { hours } : {}),
  }
}

/** Returns the dark modules of a QR code as one SVG path, with a unit square for each. */
export function qrPath(modules: readonly (readonly boolean[])[]): string {
  return modules.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
}
