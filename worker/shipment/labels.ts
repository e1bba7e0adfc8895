import type { Recipient } from '../api/common.ts'
import { type LabelVerdict, protectedUntil, verdictOn } from '../domain/label-guard.ts'
import type { Shipment } from '../domain/state.ts'
import type { DataKind } from '../domain/terms.ts'
import type { Wanted } from '../objects/shipment.ts'
import type { KeyRing } from '../security/keys.ts'
import { recipientPrint } from '../security/recipient-print.ts'
import type { Store } from './store.ts'

const KEPT = 'recipient-print'

interface Kept {
  kid: string
  print: string
  kind: Recipient['kind']
}

/**
 * Whose the labels of one shipment are (R41). Who it is for is told from what stands beside the log; once that is
 * erased, from a fingerprint that is kept for as long as the protection.
 */
export class Labels {
  readonly #store: Store
  readonly #ring: KeyRing

  constructor(store: Store, ring: KeyRing) {
    this.#store = store
    this.#ring = ring
  }

  /** What becomes of each label if this announcement takes it. */
  verdicts(state: Shipment, given: Wanted, labels: readonly string[], now: number): LabelVerdict[] {
    const { shipmentId: to, recipient, secured, policy } = given
    const own = this.#own(state)
    const whose = { contactPrint: own?.print ?? null, kind: own?.kind ?? null }
    const contactPrint = recipientPrint(this.#ring, own?.kid ?? this.#ring.current, recipient)
    const wanted = { to, contactPrint, kind: recipient.kind, secured, policy }
    return labels.map((label) => verdictOn(state, label, whose, wanted, now))
  }

  /** Of whom it is for: from what is kept beside the log, else what was kept in its place; null: neither. */
  #own(state: Shipment): Kept | null {
    const recipient = this.#store.wholeRecipient(state.contactFrom)
    if (!recipient) return this.#kept()
    const kid = this.#ring.current
    const print = recipientPrint(this.#ring, kid, recipient)
    return print === null ? null : { kid, print, kind: recipient.kind }
  }

  #kept(): Kept | null {
    const text = this.#store.meta(KEPT)
    return text === null ? null : (JSON.parse(text) as Kept)
  }

  /** Before something of a person is erased: as long as a label is protected, it must be known whose it is. */
  keep(state: Shipment, kinds: readonly DataKind[], now: number): void {
    if (!kinds.includes('name') && !kinds.includes('contact')) return
    const own = (protectedUntil(state) ?? 0) > now ? this.#own(state) : null
    if (own) this.#store.setMeta(KEPT, JSON.stringify(own))
  }

  /** When the kept fingerprint goes, in ms; null: there is none. */
  due(state: Shipment): number | null {
    return this.#kept() && (protectedUntil(state) ?? 0)
  }

  /** The protection is over, and so is what was kept for it. */
  sweep(state: Shipment, now: number): void {
    const due = this.due(state)
    if (due !== null && due <= now) this.#store.setMeta(KEPT, null)
  }
}
