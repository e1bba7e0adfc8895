import type { Fact } from '../domain/event.ts'
import { PHOTO_KEPT_MS, UPLOADS_MAX } from '../domain/limits.ts'
import type { RecipientPhone } from '../objects/call.ts'
import type { PhotoInfo } from '../objects/shipment.ts'
import type { Store } from './store.ts'

interface Uploaded extends PhotoInfo {
  session: string
  link: number
  at: number
  print: string
  /** Whether it is part of a claim. */
  claimed: boolean
  /** Whether it was erased here, so that only the object storage still has it. */
  gone: boolean
}

const NAME = 'photos'

/**
 * Photos that a recipient's phone uploaded for a claim. The bytes lie in the object storage under names that
 * only this object gives out. A photo that is not part of a claim is no evidence and is removed after a day.
 */
export class Photos {
  readonly #store: Store
  readonly #shipmentId: string

  constructor(store: Store, shipmentId: string) {
    this.#store = store
    this.#shipmentId = shipmentId
  }

  #all(): Uploaded[] {
    return JSON.parse(this.#store.meta(NAME) ?? '[]')
  }

  #keep(all: readonly Uploaded[]): void {
    this.#store.setMeta(NAME, all.length > 0 ? JSON.stringify(all) : null)
  }

  /** Notes an upload before its bytes are written. The same upload again is the same photo. `at` is in ms. */
  add(
    photo: PhotoInfo,
    { session, link }: RecipientPhone,
    fingerprint: string,
    at: number,
  ): 'added' | 'too-many-photos' | 'key-reused' {
    const all = this.#all()
    const known = all.find(({ id }) => id === photo.id)
    if (known) return known.print === fingerprint && !known.gone ? 'added' : 'key-reused'
    if (all.filter(({ gone }) => !gone).length >= UPLOADS_MAX) return 'too-many-photos'
    this.#keep([...all, { ...photo, session, link, at, print: fingerprint, claimed: false, gone: false }])
    return 'added'
  }

  /** Whether an upload was noted before under this id, so that this one is a repeat. */
  knows(photoId: string): boolean {
    return this.#all().some(({ id }) => id === photoId)
  }

  /**
   * Returns the photos of this phone for its claim, in the order given. Null: one is not its own, is already
   * used or is named twice.
   */
  forClaim(ids: readonly string[], { session, link }: RecipientPhone): PhotoInfo[] | null {
    const own = this.#all().filter(
      (photo) => photo.session === session && photo.link === link && !photo.claimed && !photo.gone,
    )
    const found = ids.flatMap((id) => own.find((photo) => photo.id === id) ?? [])
    return found.length === ids.length && new Set(ids).size === ids.length
      ? found.map(({ id, digest, type, width, height }) => ({ id, digest, type, width, height }))
      : null
  }

  /** Applies facts to the photos, in the transaction that records the facts. */
  follow(facts: readonly Fact[], given: readonly PhotoInfo[]): void {
    for (const fact of facts) {
      if (fact.type === 'claim-raised' && given.length > 0) {
        const ids = given.map(({ id }) => id)
        this.#keep(this.#all().map((one) => (ids.includes(one.id) ? { ...one, claimed: true } : one)))
      }
      if (fact.type === 'erased' && fact.kinds.includes('photos'))
        // The digest goes as well, because a guess could be tested against it.
        this.#keep(this.#all().map((one) => ({ ...one, digest: '', print: '', gone: true })))
    }
  }

  /** Returns a photo that is part of a claim, or null for any other. */
  find(photoId: string): Pick<PhotoInfo, 'type'> | null {
    const found = this.#all().find(({ id, claimed, gone }) => id === photoId && claimed && !gone)
    return found ? { type: found.type } : null
  }

  /** Returns when something has to be removed next, in ms. Null: nothing has to be. */
  due(): number | null {
    const dues = this.#all().flatMap(({ claimed, gone, at }) =>
      gone ? [0] : claimed ? [] : [at + PHOTO_KEPT_MS],
    )
    return dues.length > 0 ? Math.min(...dues) : null
  }

  /**
   * Removes from the object storage what was erased and what nobody claimed in time. `remove` takes keys of
   * that storage, and `now` is in ms.
   */
  async sweep(remove: (keys: string[]) => Promise<void>, now: number): Promise<void> {
    const out = this.#all().filter(({ claimed, gone, at }) => gone || (!claimed && now >= at + PHOTO_KEPT_MS))
    if (out.length === 0) return
    // They are marked as gone first, so that no claim takes them while the storage is asked.
    const ids = out.map(({ id }) => id)
    this.#keep(this.#all().map((one) => (ids.includes(one.id) ? { ...one, gone: true } : one)))
    await remove(ids.map((id) => photoKey(this.#shipmentId, id)))
    this.#keep(this.#all().filter(({ id }) => !ids.includes(id)))
  }
}

/** Returns the key under which a photo lies in the object storage. */
export const photoKey = (shipmentId: string, photoId: string): string => `${shipmentId}/${photoId}`
