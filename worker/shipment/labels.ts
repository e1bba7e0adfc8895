import type { Recipient } from '../api/common.ts'
import { type LabelVerdict, protectedUntil, verdictOn } from '../domain/label-guard.ts'
import type { Shipment } from '../domain/state.ts'
import type { DataKind } from '../domain/terms.ts'
import type { WantedLabels } from '../objects/shipment.ts'
import type { KeyRing } from '../security/keys.ts'
import { recipientFingerprint } from '../security/recipient-fingerprint.ts'
import type { Store } from './store.ts'

const KEPT_RECIPIENT = 'recipient-print'

interface KeptRecipient {
  kid: string
  print: string
  kind: Recipient['kind']
}

/**
 * Says whose the labels of one shipment are (R41). The recipient is known from the data beside the log. Once
 * that is erased, a fingerprint takes its place for as long as the labels are protected.
 */
export class Labels {
  readonly #store: Store
  readonly #ring: KeyRing

  constructor(store: Store, ring: KeyRing) {
    this.#store = store
    this.#ring = ring
  }

  /** Returns what becomes of each label if this announcement takes it. `now` is in ms. */
  verdicts(state: Shipment, given: WantedLabels, labels: readonly string[], now: number): LabelVerdict[] {
    const { shipmentId: to, recipient, secured, policy, pays } = given
    const own = this.#own(state)
    const whose = { recipientFingerprint: own?.print ?? null, kind: own?.kind ?? null }
    const wantedFingerprint = recipientFingerprint(this.#ring, own?.kid ?? this.#ring.current, recipient)
    const wanted = {
      ...{ to, recipientFingerprint: wantedFingerprint, kind: recipient.kind },
      ...{ secured, policy, pays },
    }
    return labels.map((label) => verdictOn(state, label, whose, wanted, now))
  }

  /**
   * Returns the recipient's fingerprint, made from the data beside the log or else the kept one. Null: there
   * is neither.
   */
  #own(state: Shipment): KeptRecipient | null {
    const recipient = this.#store.personalData.wholeRecipient(state.contactFrom)
    if (!recipient) return this.#kept()
    const kid = this.#ring.current
    const fingerprint = recipientFingerprint(this.#ring, kid, recipient)
    return fingerprint === null ? null : { kid, print: fingerprint, kind: recipient.kind }
  }

  #kept(): KeptRecipient | null {
    const text = this.#store.meta(KEPT_RECIPIENT)
    return text === null ? null : (JSON.parse(text) as KeptRecipient)
  }

  /**
   * Keeps the recipient's fingerprint before name or contact is erased, because it must be known whose a
   * label is for as long as it is protected.
   */
  keep(state: Shipment, kinds: readonly DataKind[], now: number): void {
    if (!kinds.includes('name') && !kinds.includes('contact')) return
    const own = (protectedUntil(state) ?? 0) > now ? this.#own(state) : null
    if (own) this.#store.setMeta(KEPT_RECIPIENT, JSON.stringify(own))
  }

  /** Returns when the kept fingerprint has to go, in ms. Null: there is none. */
  due(state: Shipment): number | null {
    return this.#kept() && (protectedUntil(state) ?? 0)
  }

  /** Removes the kept fingerprint once the protection is over. */
  sweep(state: Shipment, now: number): void {
    const due = this.due(state)
    if (due !== null && due <= now) this.#store.setMeta(KEPT_RECIPIENT, null)
  }
}
