import type { DeviceAct } from '../domain/device-act.ts'
import type { Actor } from '../domain/roles.ts'

/** A write's key and the keyed fingerprint of its body; `key` is scoped to principal and route. */
export interface Idempotency {
  key: string
  fingerprint: string
}

/** The caller, as the route determined it, and the key of the call. */
export interface Call {
  by: Actor
  idempotency: Idempotency
  /** What the caller's device says of the act (R36). */
  act?: DeviceAct
}

/** Personal data that comes with a command, by kind. It is kept beside the log and bound by a salted hash. */
export type PersonalInput = Record<string, unknown>

/** A recipient's phone: its session and the generation of the link through which it came. */
export interface RecipientPhone {
  session: string
  link: number
}
