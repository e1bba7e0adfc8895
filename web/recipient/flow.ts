import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import type { ClaimKind } from '../../worker/domain/terms.ts'

/** What the person chose on this page; the server knows nothing of it. */
export interface Ui {
  panel: 'code' | 'scan' | 'typed' | 'claim' | 'receipt' | null
  /** The claim that the button named which led to it. */
  kind?: ClaimKind | null
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
  /** This page was open while the parcel waited, and its link ended. */
  ended?: boolean
  /** It was the recipient who asked for another contact, as they say. */
  mine?: boolean
  /** Finished at a counter, so that a wait that lapsed is not met as if nothing had been done. */
  finished?: boolean
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
  | 'ready'
  | 'clerk'
  | 'failed'
  | 'over'
  | 'contact'
  | 'label'

const OVER = ['handed-over', 'cancelled', 'returned']
const FAILED = ['refused', 'at-depot']

/** The one screen that this delivery shows now. Pure: what the server says, then what the person chose. */
export function screenOf(view: RecipientView, ui: Ui): ScreenName {
  const { state } = view
  if (ui.ended) return 'over'
  if (view.contactChange && !ui.mine) return 'contact'
  if (view.labelChange && !ui.mine) return 'label'
  if (ui.panel === 'claim' && mayClaim(view)) return 'claim'
  if (view.receipt) return ui.sawOpen && ui.panel !== 'receipt' ? 'done' : 'receipt'
  if (view.claim?.open) return 'claim-open'
  if (OVER.includes(state)) return 'over'
  if (view.hold?.ready) return atCounter(view, ui)
  if (state === 'held' || (view.hold && state === 'partly-handed-over')) return 'held'
  if (state === 'partly-handed-over') return 'rest-later'
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

/** At a point that has it (R28): what opens it there, until a label is scanned to release it by link. */
function atCounter(view: RecipientView, ui: Ui): ScreenName {
  if (view.hold?.waiting) return 'clerk'
  if (!view.scans || ui.panel === 'code') return 'ready'
  if (ui.wrong && view.wrongLabelsLeft > 0) return 'mismatch'
  const scans = ui.panel === 'scan' || ui.panel === 'typed' || ui.adding
  if (scans) return view.wrongLabelsLeft === 0 ? 'locked' : ui.panel === 'typed' ? 'typed' : 'scan'
  if (view.parcels.scanned === 0 || !view.accepts.includes('link')) return 'ready'
  return view.noClaims && !ui.recheck ? 'sign' : 'check'
}

/** Whether a claim can be raised now: at the door by link, or after a visit. */
export function mayClaim(view: RecipientView): boolean {
  if (view.claim?.open) return false
  if (view.receipt || view.hold) return true
  if (view.accepts.length === 0) return false
  if (view.state === 'held' || FAILED.includes(view.state)) return true
  return view.state === 'out-for-delivery' && !view.point && view.accepts.includes('link')
}

/** Parcels that could be handed over here, and how many of them this phone has scanned. */
export function count({ parcels, hold }: RecipientView): { scanned: number; of: number } {
  const of = hold?.ready ? hold.parcels.here : parcels.total - parcels.handedOver
  return { scanned: parcels.scanned, of }
}

/** Which bar of the steps is lit: 1-based; null where there are no steps. */
export function stepOf(view: RecipientView, screen: ScreenName): { value: number; of: number } | null {
  // What is said after the visit is no step of a hand-over.
  if (screen === 'claim' && (view.receipt || !view.delivery)) return null
  const order = {
    scan: 'scan',
    typed: 'scan',
    check: 'check',
    claim: 'check',
    sign: 'sign',
    clerk: 'done',
    done: 'done',
  }
  const step = order[screen as keyof typeof order]
  const at = view.steps.findIndex((known) => known.step === step)
  return at < 0 ? null : { value: at + 1, of: view.steps.length }
}
