import type { RecipientView } from '../../worker/api/deliveries/answers.ts'
import type { ClaimKind } from '../../worker/domain/terms.ts'

/** What the person chose on this page. The server does not know it. */
export interface Ui {
  panel: 'code' | 'scan' | 'typed' | 'claim' | 'receipt' | null
  /** The kind of claim that the pressed button stood for. */
  kind?: ClaimKind | null
  /** The last label did not belong to this delivery. */
  wrong: { left: number; unsent?: boolean } | null
  /** A further parcel is being scanned. */
  adding: boolean
  /** "Only these parcels are here": continues with fewer than announced. */
  onlyThese: boolean
  /** The person went back from signing to the data. */
  recheck: boolean
  /** This page was open before the parcel was handed over, so the end is news and not a look-up. */
  sawOpen: boolean
  /** This page was open while the parcel waited, and its link has ended. */
  ended?: boolean
  /** The person says that they asked for the other contact themselves. */
  mine?: boolean
  /** The person has finished at a counter. A lapsed wait then does not look as if nothing had been done. */
  finished?: boolean
  /** The person finished without a network; it is not sent yet. */
  unsent?: boolean
  /** It was sent once there was a network. The tablet may have none either. */
  sentLate?: boolean
  /** This page asked for the payment, so that it is paid is news. */
  paying?: boolean
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
  | 'unsent'
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
  | 'pay'

const OVER = ['handed-over', 'cancelled', 'returned']
const FAILED = ['refused', 'at-depot']

/** Returns the one screen shown now, by what the server says and then by what the person chose. */
export function screenOf(view: RecipientView, ui: Ui): ScreenName {
  const { state } = view
  if (ui.ended) return 'over'
  if (view.contactChange && !ui.mine) return 'contact'
  if (view.labelChange && !ui.mine) return 'label'
  if (ui.panel === 'claim' && mayClaim(view)) return 'claim'
  if (view.receipt) return ui.sawOpen && ui.panel !== 'receipt' ? 'done' : 'receipt'
  if (view.claim?.open) return 'claim-open'
  if (OVER.includes(state)) return 'over'
  // Nobody pays for what was just refused. A next visit asks again.
  if (view.payment?.state === 'due' && state !== 'refused') return 'pay'
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

/**
 * Returns the screen while this phone has to see a label, to release by link (R19-R22) or to reveal codes
 * (R7).
 */
function scanning(view: RecipientView, ui: Ui): ScreenName {
  const link = view.accepts.includes('link')
  if (!link && !view.codesOpen) return 'identity'
  if (view.wrongLabelsLeft === 0) return 'locked'
  if (ui.wrong) return 'mismatch'
  if (ui.unsent) return 'unsent'
  const seen = view.parcels.scanned > 0
  // The courier's arrival shows the codes by itself (R39); the camera is a way out.
  const looks = ui.panel === 'scan' || ui.panel === 'typed'
  if (!link && !view.secret && !looks && view.reveal === 'arrival') return 'waiting'
  // Without the link, a label that revealed nothing (typed, or an early photo) has to be scanned again.
  if (!link && view.secret) return 'code'
  if (!link || !seen || ui.adding) return ui.panel === 'typed' ? 'typed' : 'scan'
  return view.noClaims && !ui.recheck ? 'sign' : 'check'
}

/** Returns the screen at a point that has the parcel (R28): what opens it there, or its release by link. */
function atCounter(view: RecipientView, ui: Ui): ScreenName {
  if (view.hold?.waiting) return 'clerk'
  if (!view.scans || ui.panel === 'code') return 'ready'
  if (ui.wrong && view.wrongLabelsLeft > 0) return 'mismatch'
  const scans = ui.panel === 'scan' || ui.panel === 'typed' || ui.adding
  if (scans) return view.wrongLabelsLeft === 0 ? 'locked' : ui.panel === 'typed' ? 'typed' : 'scan'
  if (view.parcels.scanned === 0 || !view.accepts.includes('link')) return 'ready'
  return view.noClaims && !ui.recheck ? 'sign' : 'check'
}

/** Whether a claim can be raised now: at the door by link, after a visit, at a point, or after hand-over. */
export function mayClaim(view: RecipientView): boolean {
  if (view.claim?.open) return false
  if (view.receipt || view.hold) return true
  if (view.accepts.length === 0) return false
  if (view.state === 'held' || FAILED.includes(view.state)) return true
  return view.state === 'out-for-delivery' && !view.point && view.accepts.includes('link')
}

/** Counts the parcels that could be handed over here, and how many of them this phone has scanned. */
export function scanCount({ parcels, hold }: RecipientView): { scanned: number; of: number } {
  const of = hold?.ready ? hold.parcels.here : parcels.total - parcels.handedOver
  return { scanned: parcels.scanned, of }
}

/** Returns the current step, from 1, and the number of steps, or null on a screen without steps. */
export function stepOf(view: RecipientView, screen: ScreenName): { value: number; of: number } | null {
  // A claim after the visit is no step of a hand-over.
  if (screen === 'claim' && (view.receipt || !view.delivery)) return null
  const order = {
    scan: 'scan',
    typed: 'scan',
    check: 'check',
    claim: 'check',
    sign: 'sign',
    unsent: 'sign',
    clerk: 'done',
    done: 'done',
  }
  const step = order[screen as keyof typeof order]
  const at = view.steps.findIndex((known) => known.step === step)
  return at < 0 ? null : { value: at + 1, of: view.steps.length }
}
