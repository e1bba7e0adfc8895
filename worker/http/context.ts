import type { Config, Env } from '../config.ts'
import type { Blocked } from '../domain/courier-day.ts'
import type { Role } from '../domain/terms.ts'
import type { Notice } from '../person/api.ts'
import type { Picture } from '../photos/picture.ts'
import type { StaffSession } from '../security/tokens.ts'
import type { Idempotency, Phone } from '../shipment/call.ts'

/** Who makes an authenticated call. */
export interface Principal {
  role: Role
  /** Person or API key. */
  id: string
  /** The contract an API key is bound to; null: all. */
  contractId: string | null
  session: StaffSession | null
  blocked: Blocked
  notices: Notice[]
  /** The attempt that was reserved with the person for this call (R18). */
  reservation: string | null
}

/** What middleware puts beside a request. */
export interface AppEnv {
  Bindings: Env
  Variables: {
    config: Config
    principal: Principal
    phone: Phone
    /** The request stands in the audit: a path may ask for more than one capability. */
    noted: boolean
    /** What an act is about beside the ids of its address, for the audit. */
    about?: Record<string, string>
    once: Idempotency
    /** The checked body in canonical form, for its fingerprint. */
    canonicalBody: string
    /** The photo that is the body of this call, without its metadata. */
    picture: Picture
    /** Headers of the limit this call was counted against. */
    limitHeaders?: Record<string, string>
  }
}
