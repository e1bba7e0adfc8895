import type { RecipientView } from '../../worker/wire/views.ts'

/** What the person chose on this page; the server knows nothing of it. */
export interface Ui {
  panel: 'code' | 'typed' | 'claim' | 'receipt' | null
  /** The last label was not of this delivery. */
  wrong: { left: number } | null
  /** Scanning a further parcel. */
  adding: boolean
  /** "Only these parcels are here": goes on with fewer than announced. */
  onlyThese: boolean
  /** Back from signing to the data. */
  recheck: boolean
  /** This page was open while the parcel was not handed over yet: the end is news, not a look-up. */
  sawOpen: boolean
}

export const CALM: Ui = {
  panel: null,
  wrong: null,
  adding: false,
  onlyThese: false,
  recheck: false,
  sawOpen: false,
}

export type ScreenName =
  | 'waiting'
  | 'to-point'
  | 'code'
  | 'scan'
  | 'typed'
  | 'mismatch'
  | 'locked'
  | 'check'
  | 'sign'
  | 'claim'
  | 'claim-open'
  | 'identity'
  | 'done'
  | 'receipt'
  | 'rest-later'
  | 'held'
  | 'failed'
  | 'over'

const OVER = ['handed-over', 'cancelled', 'returned']
const FAILED = ['refused', 'at-depot']

/** The one screen that this delivery shows now. Pure: what the server says, then what the person chose. */
export function screenOf(view: RecipientView, ui: Ui): ScreenName {
  const { state } = view
  if (ui.panel === 'claim' && mayClaim(view)) return 'claim'
  if (view.receipt) return ui.sawOpen && ui.panel !== 'receipt' ? 'done' : 'receipt'
  if (view.claim?.open) return 'claim-open'
  if (OVER.includes(state)) return 'over'
  if (state === 'partly-handed-over') return 'rest-later'
  if (state === 'held') return 'held'
  if (ui.panel === 'code' && view.secret) return 'code'
  if (FAILED.includes(state)) return 'failed'
  if (view.point) return 'to-point'
  if (state !== 'out-for-delivery') return view.secret ? 'code' : 'waiting'
  if (view.scans) return scanning(view, ui)
  if (view.secret) return 'code'
  return view.accepts.length > 0 && !view.codesOpen ? 'identity' : 'waiting'
}

/** A label has to be seen by this phone: to release by link (R19–R22), or to reveal code and QR (R7). */
function scanning(view: RecipientView, ui: Ui): ScreenName {
  const link = view.accepts.includes('link')
  if (!link && !view.codesOpen) return 'identity'
  if (view.wrongLabelsLeft === 0) return 'locked'
  if (ui.wrong) return 'mismatch'
  const seen = view.parcels.scanned > 0
  // Without the link, a label that revealed nothing (typed, or a photo before arrival) has to be scanned anew.
  if (!link && view.secret) return 'code'
  if (!link || !seen || ui.adding) return ui.panel === 'typed' ? 'typed' : 'scan'
  return view.noClaims && !ui.recheck ? 'sign' : 'check'
}

/** Whether a claim can be raised now: at the door by link, or after a visit. */
export function mayClaim(view: RecipientView): boolean {
  if (view.claim?.open || view.accepts.length === 0) return false
  if (view.receipt || view.state === 'held' || FAILED.includes(view.state)) return true
  return view.state === 'out-for-delivery' && !view.point && view.accepts.includes('link')
}

/** Parcels that could be handed over at this door, and how many of them this phone has scanned. */
export function count(view: RecipientView): { scanned: number; of: number } {
  return { scanned: view.parcels.scanned, of: view.parcels.total - view.parcels.handedOver }
}

/** Which bar of the steps is lit: 1-based; null where there are no steps. */
export function stepOf(view: RecipientView, screen: ScreenName): { value: number; of: number } | null {
  const order = { scan: 'scan', typed: 'scan', check: 'check', claim: 'check', sign: 'sign', done: 'done' }
  const step = order[screen as keyof typeof order]
  const at = view.steps.findIndex((known) => known.step === step)
  return at < 0 ? null : { value: at + 1, of: view.steps.length }
}
