import type { StaffRole } from '../../worker/domain/terms.ts'
import { api, type Result, type WriteAddress } from '../api/call.ts'

/** One write that a person made on this device and that the server has not answered yet. */
export interface Act {
  /** The Idempotency-Key of every try, and the act's id in the store. */
  key: string
  /** Whose act it is. It is sent in a session of this person only. */
  personId: string
  role: StaffRole
  /**
   * Acts of one group are sent in their order: the shipment's id, or another word. What begins with `ROUND_GROUP` waits for
   * all acts before it.
   */
  group: string
  address: WriteAddress
  params: Record<string, string>
  body: unknown
  /** The device that counted `seq`. What no store would take is counted by its page alone. */
  device: string
  /** The number of this act, consecutive per device and person. */
  seq: number
  /** The ISO instant of the act, by the best clock that the screen has. */
  at: string
  /** The shipment's sequence number that the screen showed. */
  base: number | null
  /** Whether it says what has happened already, without the server's answer. */
  late: boolean
  /** `attention`: the server refused it, and the person has to choose. `aside`: kept, but never sent again. */
  state: 'waiting' | 'attention' | 'aside'
  tries: number
  /** When it may be tried next, in ms since the epoch. */
  nextTryAt: number
  /** The device's signature of it, made with it (R40); absent where the device has no key for the person. */
  proof?: string
  /** The last answer that was no yes: why it still waits (status 0: none came), or why it needs attention. */
  refusal: { status: number; code: string } | null
}

/** Begins the group of an act that ends a round. */
export const ROUND_GROUP = 'round:'

/** What a screen says of an act. The outbox adds the rest. */
export type GivenAct = Pick<
  Act,
  'personId' | 'role' | 'group' | 'address' | 'params' | 'body' | 'at' | 'base' | 'late'
> &
  // A screen that shows its acts one by one knows each by the key that it gave.
  Partial<Pick<Act, 'key'>>

/** An act before the store has counted it. */
export type UncountedAct = Omit<Act, 'device' | 'seq'>

/** Why nothing can be stored: no room is left, or there is no store (private mode, a fault, a time limit). */
export type StorageTrouble = 'full' | 'none'

export type Added = { ok: true; act: Act } | { ok: false; why: StorageTrouble }

/** Where acts outlive their page. Every method is one transaction; none rejects. */
export interface ActStore {
  /** Counts an act and stores it, in one transaction, so that no two tabs give one number twice. */
  add: (act: UncountedAct) => Promise<Added>
  /** Returns every act in the order in which they were made, or null when they cannot be read. */
  all: () => Promise<Act[] | null>
  /** Replaces an act by what `change` makes of it; null removes it. Returns why it could not be stored. */
  change: (key: string, change: (act: Act) => Act | null) => Promise<StorageTrouble | null>
}

/** An act and the server's answer to it. */
export interface Answered {
  act: Act
  result: Result<unknown>
}

/** What one tab tells the others: that acts have changed, and which was answered. */
export interface News {
  answered?: Answered
}

/** Writes whose body is a PIN, which may stay nowhere (R35). */
const SECRET: readonly WriteAddress[] = [api.stops.pin, api.holds.pin, api.session.setPin]

/** Whether the body of a write may be remembered nowhere. */
export const isSecret = (address: WriteAddress): boolean => SECRET.includes(address)

/** Throws for a write that may never be stored: a screen that tries is wrong. */
export function assertStorable(address: WriteAddress): void {
  if (isSecret(address)) throw new Error('a code is never queued')
}

/** Returns what an act says of itself: by whom, when, where and on what view it was made. Its device signs this. */
export const actMade = ({ device, seq, personId, at, base }: Act): string =>
  `device=${device}, seq=${seq}, person=${personId}, at=${at}${base === null ? '' : `, base=${base}`}`

/** Returns the value of the header `Sesame-Act`. */
export const actHeader = (act: Act): string => `${actMade(act)}${act.late ? ', late' : ''}`
