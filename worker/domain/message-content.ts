import type { WithoutCode } from './terms.ts'

/** What a message may speak of. Null: this message does not tell it. */
export interface MessageContent {
  carrier: string
  sender: string
  /** The message tells what opens the parcel: code and link, or only the link (R5, R7). */
  secret: boolean
  pin: string | null
  link: string | null
  /** Whether the page wants the parcel's label in front of its camera. */
  scans: boolean
  /** Where the parcel waits; null: it is not at a point or on its way to one. */
  point: { name: string; address: string; hours?: string | undefined } | null
  /** The name of the point that a drop-off goes to; null for a delivery to a door. */
  destination: string | null
  withoutCode: WithoutCode
  /** What the recipient needs at the counter; null until the parcel is at its point. */
  counter: CounterDetails | null
  partly: string | null
  /** The code that the recipient was told opens the parcel at the door. */
  codeHolds: boolean
  /** What has to be paid before anything opens the parcel (R30), as the language writes it; null: nothing. */
  due: string | null
  /** The money that a message is about: what was paid, or what goes back. */
  amount: string | null
}

/** What the recipient needs to fetch a parcel. */
export interface CounterDetails {
  name: string
  address: string
  hours: string | null
  /** The last day of storage, written out in the recipient's language. */
  until: string
  /** The same day as short as the language writes it. */
  day: string
  identity: boolean
  link: boolean
}
