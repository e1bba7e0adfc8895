import { codesOpen, wordsShown } from '../domain/reading.ts'
import type { Shipment } from '../domain/state.ts'
import { digest } from '../security/chain.ts'
import { chatToken, linkUrl, parseQr, parseReceipt, payUrl, qrText, receiptText } from '../security/codes.ts'
import type { KeyRing } from '../security/keys.ts'
import {
  chatBits,
  equalSecrets,
  linkBits,
  payBits,
  pinOf,
  qrBits,
  receiptBits,
  type Seed,
} from '../security/secrets.ts'
import { visitWords } from '../security/visit-words.ts'
import type { Store } from './store.ts'

const FORGOTTEN_LINKS = 'forgotten-links'

/**
 * The secrets of one shipment. They are derived when a message is rendered or an attempt is evaluated, and
 * never stored.
 */
export class Secrets {
  readonly #ring: KeyRing
  readonly #store: Store
  readonly #shipmentId: string

  constructor(ring: KeyRing, store: Store, shipmentId: string) {
    this.#ring = ring
    this.#store = store
    this.#shipmentId = shipmentId
  }

  #seed(): Seed | null {
    const seed = this.#store.seed()
    return seed && { ...seed, shipmentId: this.#shipmentId }
  }

  /** Makes the salt of a new shipment. Its secrets are derived under the ring's current key to its end. */
  begin(): void {
    this.#store.newSeed(this.#ring.current)
  }

  pin(shipment: Shipment): string | null {
    const seed = this.#seed()
    return seed && pinOf(this.#ring, seed, shipment.secret, shipment.policy.pinDigits)
  }

  qr(shipment: Shipment): string | null {
    const seed = this.#seed()
    return seed && qrText(this.#shipmentId, qrBits(this.#ring, seed, shipment.secret))
  }

  link(generation: number, publicUrl: string): string | null {
    const seed = this.#seed()
    return seed && linkUrl(publicUrl, this.#shipmentId, linkBits(this.#ring, seed, generation))
  }

  /** Returns the address that only takes this shipment's payment, or null once its secrets are forgotten. */
  payUrl(publicUrl: string): string | null {
    const seed = this.#seed()
    return seed && payUrl(publicUrl, this.#shipmentId, payBits(this.#ring, seed))
  }

  payMatches(bits: string): boolean {
    const seed = this.#seed()
    return seed !== null && equalSecrets(payBits(this.#ring, seed), bits)
  }

  /** Returns what the deep link into a bot's chat carries under the present link of the page. */
  chatToken(shipment: Shipment): string | null {
    const seed = this.#seed()
    return seed && chatToken(this.#shipmentId, chatBits(this.#ring, seed, shipment.link))
  }

  /** Returns the generation of the page's link to which genuine bits of a chat belong, or null. */
  chatGeneration(shipment: Shipment, bits: string): number | null {
    const seed = this.#seed()
    for (let generation = shipment.link; seed && generation > 0; generation--)
      if (equalSecrets(chatBits(this.#ring, seed, generation), bits)) return generation
    return null
  }

  /** Returns the words of the present visit, if its screens show them (R39), else null. */
  visitWords(shipment: Shipment): [string, string] | null {
    const { visit, locale } = shipment
    const seed = wordsShown(shipment) ? this.#seed() : null
    return seed && visit && visitWords(this.#ring, seed, visit.number, locale)
  }

  /** Returns the QR texts of some parcels' receipts, for a tablet without a network (R23). */
  receipts(shipment: Shipment, labels: readonly string[]): string[] {
    const seed = this.#seed()
    if (!seed) return []
    return labels.map((label) => {
      const parcel = shipment.parcels.findIndex((candidate) => candidate.label === label) + 1
      return receiptText(this.#shipmentId, parcel, receiptBits(this.#ring, seed, parcel))
    })
  }

  pinMatches(shipment: Shipment, pin: string): boolean {
    const right = this.pin(shipment)
    return right !== null && equalSecrets(right, pin)
  }

  qrMatches(shipment: Shipment, bits: string): boolean {
    const seed = this.#seed()
    return seed !== null && equalSecrets(qrBits(this.#ring, seed, shipment.secret), bits)
  }

  /**
   * Returns whether bits are those of this shipment's QR code, now or in an earlier version: what was right when it was
   * shown at a door may have been ended since (R36).
   */
  qrEverMatched(shipment: Shipment, bits: string): 'now' | 'earlier' | null {
    const seed = this.#seed()
    for (let version = shipment.secret; seed && version > 0; version--)
      if (equalSecrets(qrBits(this.#ring, seed, version), bits))
        return version === shipment.secret ? 'now' : 'earlier'
    return null
  }

  /**
   * Returns what a tablet needs to recognise this shipment's QR code and its parcels' receipts without a network: the
   * SHA-256 of their bits (R35). Nobody can find 128 bits by their hash.
   */
  commitments(shipment: Shipment): { code: string | null; receipts: string[] } {
    const seed = this.#seed()
    const { secured, destination, policy, visit, parcels } = shipment
    if (!seed || !secured || destination || !visit?.open) return { code: null, receipts: [] }
    const takesQr = policy.door.includes('qr') && codesOpen(shipment)
    const byLink = policy.door.includes('link')
    return {
      code: takesQr ? digest(qrBits(this.#ring, seed, shipment.secret)) : null,
      receipts: byLink ? parcels.map((_, index) => digest(receiptBits(this.#ring, seed, index + 1))) : [],
    }
  }

  /** Returns what a scanned QR text is about, before anything is compared. */
  readQr(code: string): { malformed: boolean; foreign: boolean; bits: string } {
    const qr = parseQr(code)
    return { malformed: !qr, foreign: qr?.shipmentId !== this.#shipmentId, bits: qr?.bits ?? '' }
  }

  /** Returns the label of the parcel whose genuine receipt this is, or null. */
  parcelOfReceipt(shipment: Shipment, code: string): string | null {
    const receipt = parseReceipt(code)
    const seed = this.#seed()
    if (!receipt || !seed || receipt.shipmentId !== this.#shipmentId) return null
    const right = receiptBits(this.#ring, seed, receipt.parcel)
    if (!equalSecrets(right, receipt.bits)) return null
    return shipment.parcels[receipt.parcel - 1]?.label ?? null
  }

  /** Returns the generation of a genuine link, or null for any other bits. The newest is compared first. */
  generationOf(shipment: Shipment, bits: string): number | null {
    const seed = this.#seed()
    const forgotten = this.#forgotten()
    const right = (generation: number) => {
      const dead = forgotten[generation - 1]
      if (dead !== undefined) return dead === digest(bits)
      return seed !== null && equalSecrets(linkBits(this.#ring, seed, generation), bits)
    }
    for (let generation = shipment.link; generation > 0; generation--)
      if (right(generation)) return generation
    return null
  }

  /**
   * Makes a new salt if the old one was deleted, so that a link can be told again (R41). No earlier secret
   * can be derived from it.
   */
  beginAnew(): void {
    if (!this.#seed()) this.begin()
  }

  #forgotten(): string[] {
    return JSON.parse(this.#store.meta(FORGOTTEN_LINKS) ?? '[]')
  }

  /**
   * Deletes the salt, so that no secret of this shipment can be derived any more. Hashes of the dead links
   * stay, so that a genuine old link is answered "finished" and not "unknown".
   */
  forget(shipment: Shipment): void {
    const seed = this.#seed()
    if (!seed) return
    const before = this.#forgotten()
    const links = Array.from(
      { length: shipment.link },
      (_, index) => before[index] ?? digest(linkBits(this.#ring, seed, index + 1)),
    )
    this.#store.setMeta(FORGOTTEN_LINKS, JSON.stringify(links))
    this.#store.setMeta('seed', null)
  }
}
