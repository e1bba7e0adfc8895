import type { FactOf } from '../event.ts'
import type { Shipment } from '../state.ts'
import type { Applied } from './applied.ts'
import { decideClaim, declareNotMe, raiseClaim } from './claims.ts'
import { questioned, suspend } from './suspension.ts'

function scanLabel(shipment: Shipment, { label, by, session }: FactOf<'label-scanned'>): Shipment {
  const { page } = shipment
  const others = page.scanned.filter((scan) => scan.label !== label || scan.session !== session)
  const owner = by === 'typed' ? page.owner : (page.owner ?? session)
  return {
    ...shipment,
    page: { ...page, owner, scanned: [...others, { label, by, session }], noClaims: false },
  }
}

/** What the recipient does and says, and what dispatchers decide about it (R19–R21). */
export const PAGE: Applied<
  | 'label-scanned'
  | 'wrong-label-scanned'
  | 'no-claims-declared'
  | 'claim-raised'
  | 'claim-decided'
  | 'not-me-declared'
  | 'identity-suspended'
  | 'suspension-lifted'
  | 'suspension-kept'
  | 'suspension-questioned'
  | 'resume-asked'
  | 'resume-declined'
> = {
  'label-scanned': scanLabel,
  'wrong-label-scanned': (shipment) => ({
    ...shipment,
    page: { ...shipment.page, wrongLabels: shipment.page.wrongLabels + 1 },
  }),
  'no-claims-declared': (shipment) => ({ ...shipment, page: { ...shipment.page, noClaims: true } }),
  'claim-raised': raiseClaim,
  'claim-decided': (shipment, fact) => decideClaim({ ...shipment, resume: null }, fact),
  'not-me-declared': declareNotMe,
  'identity-suspended': (shipment, { because }, at) => ({
    ...shipment,
    suspension: suspend(shipment, because, at),
  }),
  'suspension-lifted': (shipment) => ({ ...shipment, suspension: null }),
  'suspension-kept': (shipment) => ({
    ...shipment,
    suspension: shipment.suspension && { ...shipment.suspension, open: false },
  }),
  'suspension-questioned': (shipment, _fact, at, by) => ({
    ...shipment,
    suspension: questioned(shipment, at, by),
  }),
  'resume-asked': (shipment, _fact, at, by) => ({
    ...shipment,
    resume: { seq: shipment.seq + 1, at, by: by ?? '' },
  }),
  'resume-declined': (shipment) => ({ ...shipment, resume: null }),
}
