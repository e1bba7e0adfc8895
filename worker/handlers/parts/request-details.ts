import canonicalize from 'canonicalize'
import type { RequestShown } from '../../api/requests/answers.ts'
import type { Blocked } from '../../domain/courier-day.ts'
import type { PolicyChange } from '../../domain/policy-changes.ts'
import type { RequestDetail } from '../../objects/shipment.ts'
import type { Contract } from '../../registry/contracts.ts'
import type { Request } from '../../registry/requests.ts'
import { bodyFingerprint } from '../../security/fingerprint.ts'
import type { KeyRing } from '../../security/keys.ts'

/** The content of a request that the registry holds, by its kind. */
export interface Bodies {
  contract: { contract: Contract; changes: PolicyChange[] }
  waiver: { violationId: string; comment: string }
  block: { blocked: Blocked }
}

/** A request as the inbox and the decision need it, wherever it is kept. */
export type Detail = Omit<RequestDetail, 'waybill' | 'contractId' | 'seq' | 'personId'> & {
  shipmentId: string | null
  waybill: string | null
  contractId: string | null
  personId: string | null
}

function shownOf({ kind, body }: Request): RequestShown {
  if (kind === 'contract') {
    const { contract, changes } = body as Bodies['contract']
    return { name: contract.name, changes }
  }
  if (kind === 'waiver') return { comment: (body as Bodies['waiver']).comment }
  return { blocked: (body as Bodies['block']).blocked }
}

/**
 * Returns the details of a request of the registry. Its fingerprint covers all that it holds, not only what
 * is shown.
 */
export function detailOf(ring: KeyRing, request: Request): Detail {
  const { id, kind, askedBy, at, lapsesAt, apart, shipmentId, waybill, contractId, personId, body } = request
  const fingerprint = bodyFingerprint(ring, canonicalize({ id, kind, body }) ?? '')
  const common = { id, kind, askedBy, at, lapsesAt, apart, shipmentId, waybill, contractId, personId }
  return { ...common, shown: shownOf(request), fingerprint }
}
