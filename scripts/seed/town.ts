import type { Profile } from '../../worker/domain/terms.ts'

/** One shipment of the day. */
export interface Order {
  name: string
  phone?: string
  email?: string
  business?: boolean
  locale?: 'ru' | 'fr' | 'en'
  address: { line1: string; line2?: string; postcode: string; lat: number; lon: number }
  parcels?: number
  contract?: string
  /** Announced, but not on today's round. */
  tomorrow?: boolean
  /** At the first point: addressed to it and underway or received, or held after NL and received. */
  point?: 'coming' | 'received' | 'held'
}

/** A day's work in one town. */
export interface Town {
  profile: Profile
  carrier: string
  provider: string
  courier: string
  contracts: { id: string; name: string; policy?: Record<string, unknown> }[]
  points: Record<string, unknown>[]
  address: { city: string; country: string }
  orders: Order[]
}
