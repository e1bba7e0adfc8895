import type { WithoutCode } from './terms.ts'

/** What a message may speak of. Absent: not told in this message. */
export interface Told {
  carrier: string
  sender: string
  /** It tells what opens the parcel: code and link, or the link alone (R5, R7). */
  secret: boolean
  pin: string | null
  link: string | null
  /** Whether the page wants the parcel's label in front of its camera. */
  scans: boolean
  /** Where the parcel waits; null: it is on its way back to the depot. */
  point: { name: string; address: string; hours?: string | undefined } | null
  /** Where the parcel is brought to, when that is a point from the start. */
  destination: string | null
  withoutCode: WithoutCode
  /** The parcel is at its point; null: it is not there yet. */
  counter: Counter | null
  partly: string | null
}

/** What the recipient needs to fetch a parcel. */
export interface Counter {
  name: string
  address: string
  hours: string | null
  /** The last day, written out in the recipient's language. */
  until: string
  identity: boolean
  link: boolean
}
