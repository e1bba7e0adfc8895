import type { Limit } from '../config.ts'
import type { Taken } from './window.ts'

/** One caller's count as the Worker sees it. */
export interface QuotaApi {
  /** Counts one call. `keyId`: the API key whose use is remembered by day; null: nobody's. */
  take(limit: Limit, keyId: string | null): Promise<Taken>
}

/** The object of one caller, by a name that says nothing of who it is. */
export function quotaOf(namespace: DurableObjectNamespace, name: string): QuotaApi {
  return namespace.get(namespace.idFromName(name)) as unknown as QuotaApi
}
