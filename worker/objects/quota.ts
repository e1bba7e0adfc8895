import type { Limit } from '../config.ts'
import type { QuotaResult } from './window.ts'

/** The counter of one caller, as the Worker sees it. */
export interface QuotaApi {
  /** Counts one call. `keyId` is the API key whose daily use is recorded, or null for an unknown caller. */
  take(limit: Limit, keyId: string | null): Promise<QuotaResult>
}

/** Returns the counter of one caller, by a name that does not reveal who the caller is. */
export function quotaStub(namespace: DurableObjectNamespace, name: string): QuotaApi {
  return namespace.get(namespace.idFromName(name)) as unknown as QuotaApi
}
