import canonicalize from 'canonicalize'
import type { RequestShown } from '../api/requests/answers.ts'
import { openRequests, requestId } from '../domain/request.ts'
import type { Shipment } from '../domain/state.ts'
import type { RequestDetail } from '../objects/shipment.ts'
import { bodyFingerprint } from '../security/fingerprint.ts'
import type { KeyRing } from '../security/keys.ts'
import type { Store } from './store.ts'

/** Kinds of personal data that a request is about. They are stored beside the event that asks. */
const SHOWN = ['contact', 'recipient'] as const

/** The requests of one shipment that wait for a second person, each with its fingerprint. */
export class Requests {
  readonly #id: string
  readonly #store: Store
  readonly #ring: KeyRing

  constructor(id: string, store: Store, ring: KeyRing) {
    this.#id = id
    this.#store = store
    this.#ring = ring
  }

  /**
   * Returns the fingerprint of a request. It is keyed, because it is made over personal data that could be
   * guessed.
   */
  fingerprintOf(seq: number): string {
    const [event] = this.#store.events(seq - 1)
    const shown = { shipment: this.#id, seq, fact: event?.fact, beside: this.#store.personalData.at(seq) }
    return bodyFingerprint(this.#ring, canonicalize(shown) ?? '')
  }

  /** Returns the open requests, each with what whoever decides it is shown. */
  list(state: Shipment): RequestDetail[] {
    const { waybill, contractId } = state
    return openRequests(state).map((request) => ({
      ...request,
      id: requestId(request.kind, this.#id, request.seq),
      waybill,
      contractId,
      shown: { ...request.shown, ...this.#personalDataOf(request.seq) },
      fingerprint: this.fingerprintOf(request.seq),
    }))
  }

  #personalDataOf(seq: number): RequestShown {
    const personalData = this.#store.personalData.at(seq)
    const { reason } = personalData
    return {
      ...Object.fromEntries(
        SHOWN.flatMap((kind) => (kind in personalData ? [[kind, personalData[kind]]] : [])),
      ),
      // Why somebody asks, in their own words.
      ...(typeof reason === 'string' && { comment: reason }),
    }
  }
}
