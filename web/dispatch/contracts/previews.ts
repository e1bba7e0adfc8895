import { type Preview, previews } from '../../../worker/channels/preview.ts'
import type { Policy } from '../../../worker/domain/policy.ts'
import type { Locale } from '../../../worker/domain/terms.ts'

/** Returns every message of a policy in one language, as it would be sent from this server's address. */
export const previewsOf = (policy: Policy, carrier: string, locale: Locale): Preview[] =>
  previews(policy, carrier, locale, location.origin, Date.now())
