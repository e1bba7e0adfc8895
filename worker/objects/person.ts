import type { Blocked, RaisedBlock, Tally } from '../domain/courier-day.ts'
import type { CountedAct, DeviceGap } from '../domain/device-gaps.ts'
import type { SessionOrigin } from '../domain/fresh-hands.ts'
import type { StaffRole } from '../domain/terms.ts'
import type { SealedPin } from '../security/device-pin.ts'
import type { DeviceKey } from '../security/proof.ts'

/** A device that an invitation or a passkey enrols (R40). */
export interface NewDevice {
  /** See `deviceIdOf`. */
  id: string
  key: DeviceKey
  name: string
  role: StaffRole
  pointId: string | null
  /** When its loan ends, in ms; null: it is not lent. */
  until: number | null
}

/** A device that may sign. Times in ms. */
export interface KnownDevice extends NewDevice {
  enrolledAt: number
  /** When it was enrolled last. */
  invitedAt: number
  /** Who made the invitation that enrolled it then. */
  enrolledBy: string
  /** How its PIN is sealed; null: it has none. */
  pin: Pick<SealedPin, 'kid' | 'salt'> | null
  /** Its session, if one is open. */
  session: OpenSession | null
}

/** A passkey as its person's object keeps it (R40). Times in ms. */
export interface NewPasskey {
  /** The credential's id, base64url. */
  id: string
  /** COSE, base64url. */
  publicKey: string
  /** How often it has signed; 0 for one that does not count. */
  counter: number
  transports: string[]
  name: string
  /** Who made the invitation that enrolled the device on which it was added (R9). */
  invitedBy: string
}

export interface KnownPasskey extends NewPasskey {
  addedAt: number
  /** When it opened a shift last; null: never. */
  usedAt: number | null
}

/** What a passkey signed for a shift, and was found right. */
export interface SignedForShift {
  passkeyId: string
  counter: number
  /** The id of the challenge, which opens one shift. */
  jti: string
  /** The device that it enrols; null: the device is known. */
  device: NewDevice | null
}

/** The next shift on a device (R40). */
export interface NewShift {
  deviceId: string
  /** A digest of the call's key, and of its body: the same call gets the same answer. */
  key: string
  fingerprint: string
  sessionId: string
  /** In ms since the epoch. */
  expiresAt: number
  /** `seal`: what the typed PIN comes to under the kept PIN's key and salt. */
  by: { seal: string } | SignedForShift
}

export type ShiftOpened =
  | { ok: true; sessionId: string; expiresAt: number }
  | { ok: false; why: 'unknown-device' | 'no-pin' | 'closed' | 'reused' }
  /** The passkey is gone, its challenge was used or its count went back; or the device was revoked. */
  | { ok: false; why: 'no-passkey' | 'device-revoked' }
  | { ok: false; why: 'wrong'; left: number }

export interface NewSession {
  /** The invitation's id; an invitation is exchanged only once. */
  jti: string
  /** A digest of the caller's key, by which a repeated call is recognised; null if the call had no key. */
  key: string | null
  /** When the invitation was made, in ms. One made before a revocation or a later sign-in opens nothing. */
  issuedAt: number
  sessionId: string
  /** In ms since the epoch. */
  expiresAt: number
  /** Who made the invitation. An alert about a release with this session names them (R42). */
  invitedBy: string
  /** Whether the session replaces a broken tablet (R17). */
  substitute: boolean
  /** The device that the invitation enrols; null: a session without one, as before devices were. */
  device: NewDevice | null
}

export interface Notice {
  at: number
  kind: 'signed-in-elsewhere'
}

export interface OpenSession {
  id: string
  expiresAt: number
}

/** The attempt that the admitted call is about to make. */
export interface Tries {
  what: keyof Blocked
  shipmentId: string
}

export type Admission =
  | {
      ok: true
      blocked: Blocked
      /** The day that was counted last, and its releases by identity check (R18). */
      identityChecks: { day: string; count: number }
      notices: Notice[]
      reservation: string | null
      /** Whether the use should be recorded: once an hour, or after the object lost its memory. */
      seen: boolean
    }
  | { ok: false }

/** The object of a courier or other member of staff, as its callers see it. */
export interface PersonApi {
  /**
   * Opens a session for an invitation and ends the earlier ones, which belong to another device. A repetition
   * of the same call gets the session that the first one opened. `used`: the same call or device comes again, and that
   * session is over. `reused`: somebody else comes with an invitation that was used.
   */
  open(
    session: NewSession,
  ): Promise<
    | { ok: true; sessionId: string; expiresAt: number }
    | { ok: false; why: 'used' | 'reused' | 'void' | 'device-revoked' }
  >
  /** Returns a device that may sign, or null: it is unknown, revoked, given back or was not seen for too long. */
  device(deviceId: string): Promise<KnownDevice | null>
  /**
   * Notes that a device renewed its session's cookie by this proof. Returns false if the proof was used before or the
   * session is over.
   */
  renew(deviceId: string, sessionId: string, jti: string): Promise<boolean>
  /** Opens the next shift on a device, and ends the earlier session of that device. */
  openShift(shift: NewShift): Promise<ShiftOpened>
  /** Keeps the PIN of a device. Returns false if the device may not sign. */
  keepPin(deviceId: string, pin: SealedPin): Promise<boolean>
  /** Returns the passkeys of the person, the newest first. */
  passkeys(): Promise<KnownPasskey[]>
  /**
   * Adds a passkey for a challenge that was not used before. `key` is the step's: the same step is answered alike.
   * `voidInvitations`: those made before open nothing any more, because the person signs in by passkey from now on.
   */
  addPasskey(
    passkey: NewPasskey,
    step: { jti: string; key: string; voidInvitations: boolean },
  ): Promise<{ ok: true; addedAt: number } | { ok: false; why: 'used' | 'known' | 'full' }>
  /** Returns whether the person signs in by passkey alone, so that nobody invites them again (R9). */
  signsInByPasskey(): Promise<boolean>
  /** Returns the passkey under its new name, or null: there is none. */
  renamePasskey(id: string, name: string): Promise<KnownPasskey | null>
  /** Removes a passkey. Returns false if there never was one; one that is gone already is removed. */
  removePasskey(id: string): Promise<boolean>
  /** Revokes a device for good and ends its sessions. */
  revokeDevice(deviceId: string): Promise<void>
  /**
   * Returns whether the session counts at this very request, and reserves the attempt against R18's limits. A ticket is used
   * up by it: one that was used before admits nobody.
   */
  admit(sessionId: string, tries?: Tries, ticket?: string | null): Promise<Admission>
  /** Ends the reservation of an attempt whose call is over; its result has been counted by then. */
  settle(reservation: string): Promise<void>
  /**
   * Remembers which shipment the session listens to, so that its sockets can be closed with it. Returns false if the ticket
   * was used before. A session without a device has none.
   */
  watch(sessionId: string, shipmentId: string, ticket: string | null): Promise<boolean>
  /** Returns how a session came to be; a release by identity is judged by it (R42). */
  origin(sessionId: string): Promise<SessionOrigin & { device: { id: string; since: number } | null }>
  /**
   * Ends a session, whether its holder leaves or somebody else ends it. Returns false if no such session is
   * live.
   */
  end(sessionId: string, how: 'left' | 'ended'): Promise<boolean>
  /** Returns what a dispatcher may see of the person. */
  look(): Promise<{ blocked: Blocked; sessions: OpenSession[] }>
  /**
   * Ends every session, revokes every device, removes every passkey and voids earlier invitations. Acts once per key.
   * `recovered`: the operator lets the person in again, as one who has no passkey yet.
   */
  endAll(key: string, how?: 'ended' | 'recovered'): Promise<void>
  /**
   * Counts each entry once per key and settles the attempt. Returns the blocks and alerts that each entry
   * brought about.
   */
  tally(entries: { key: string; tally: Tally }[], reservation: string | null): Promise<RaisedBlock[][]>
  /**
   * Lifts the block; `by` is the dispatcher who lifts it. Acts once per key, so that a late repetition lifts
   * no newer block.
   */
  release(by: string, key: string): Promise<void>
  /** Notes an act that left no fact, so that its number is not missing (R36). */
  noteSpent(act: CountedAct): Promise<void>
  /** Returns which numbers are missing beside the acts of these facts since the last look, and changes nothing. */
  gapsBeside(acts: readonly CountedAct[]): Promise<DeviceGap[]>
  /** Returns the same and looks for it no more. Acts once per key. */
  lookThrough(key: string, acts: readonly CountedAct[]): Promise<DeviceGap[]>
  /**
   * Sets the alarm to a few seconds from now. It finishes whatever this person has begun by then and not
   * finished.
   */
  comeBack(): Promise<void>
}

/** Makes a session id that names its person, so that revoking a session needs no index of sessions. */
export const newSessionId = (personId: string) => `${personId}.${crypto.randomUUID()}`
export const personIdOf = (sessionId: string) => sessionId.slice(0, Math.max(0, sessionId.lastIndexOf('.')))

/** Makes a device's id, which names its person as well, from the print of its key. */
export const deviceIdOf = (personId: string, keyPrint: string) => `${personId}:${keyPrint}`
export const ownerOf = (deviceId: string) => deviceId.slice(0, Math.max(0, deviceId.lastIndexOf(':')))

/** Returns the print of a device's key, by which facts name the device. */
export const printOf = (deviceId: string) => deviceId.slice(deviceId.lastIndexOf(':') + 1)

/** Returns the object of one person. */
export function personStub(namespace: DurableObjectNamespace, personId: string): PersonApi {
  return namespace.get(namespace.idFromName(personId)) as unknown as PersonApi
}
