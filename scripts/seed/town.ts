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
  /** What the shipper wants the courier to know. */
  instructions?: string
  contract?: string
  /** What its recipient pays by link before anything is handed over, as it is announced (R30). */
  amounts?: Record<string, unknown>
  /** Whether the shipment is announced but not on today's round. */
  tomorrow?: boolean
  /**
   * The state at the first point: `coming` and `received` shipments are addressed to the point, a `held` one
   * was received there after NL.
   */
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
