import type { Fact } from '../domain/event.ts'
import { PHOTO_KEPT_MS, UPLOADS_MAX } from '../domain/limits.ts'
import type { Phone } from '../objects/call.ts'
import type { PhotoInfo } from '../objects/shipment.ts'
import type { Store } from './store.ts'

interface Uploaded extends PhotoInfo {
  session: string
  link: number
  at: number
  print: string
  /** Part of a claim. */
  claimed: boolean
  /** Erased: only the object storage still has it. */
  gone: boolean
}

const NAME = 'photos'

/**
 * What a recipient's phone uploaded for a claim. The bytes lie in the object storage under names that only this object
 * gives out; until they are part of a claim they are nobody's evidence and go after a day.
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

  /** Takes note of an upload before its bytes are written; the same one again is the same photo. */
  add(
    photo: PhotoInfo,
    { session, link }: Phone,
    print: string,
    at: number,
  ): 'added' | 'too-many-photos' | 'key-reused' {
    const all = this.#all()
    const known = all.find(({ id }) => id === photo.id)
    if (known) return known.print === print && !known.gone ? 'added' : 'key-reused'
    if (all.filter(({ gone }) => !gone).length >= UPLOADS_MAX) return 'too-many-photos'
    this.#keep([...all, { ...photo, session, link, at, print, claimed: false, gone: false }])
    return 'added'
  }

  /** Whether an upload was noted before under this id: a repeat is no new one. */
  knows(photoId: string): boolean {
    return this.#all().some(({ id }) => id === photoId)
  }

  /** The photos of this phone for its claim, in the order given; null when one is not its own, or is used. */
  forClaim(ids: readonly string[], { session, link }: Phone): PhotoInfo[] | null {
    const own = this.#all().filter(
      (photo) => photo.session === session && photo.link === link && !photo.claimed && !photo.gone,
    )
    const found = ids.flatMap((id) => own.find((photo) => photo.id === id) ?? [])
    return found.length === ids.length && new Set(ids).size === ids.length
      ? found.map(({ id, digest, type, width, height }) => ({ id, digest, type, width, height }))
      : null
  }

  /** What facts mean for photos, in the transaction that records them. */
  follow(facts: readonly Fact[], given: readonly PhotoInfo[]): void {
    for (const fact of facts) {
      if (fact.type === 'claim-raised' && given.length > 0) {
        const ids = given.map(({ id }) => id)
        this.#keep(this.#all().map((one) => (ids.includes(one.id) ? { ...one, claimed: true } : one)))
      }
      if (fact.type === 'erased' && fact.kinds.includes('photos'))
        // With the digest goes what a guess could be tested against.
        this.#keep(this.#all().map((one) => ({ ...one, digest: '', print: '', gone: true })))
    }
  }

  /** A photo of a claim, for whoever may see it; null for any other. */
  find(photoId: string): Pick<PhotoInfo, 'type'> | null {
    const found = this.#all().find(({ id, claimed, gone }) => id === photoId && claimed && !gone)
    return found ? { type: found.type } : null
  }

  /** When something has to be removed next, in ms; null: nothing. */
  due(): number | null {
    const dues = this.#all().flatMap(({ claimed, gone, at }) =>
      gone ? [0] : claimed ? [] : [at + PHOTO_KEPT_MS],
    )
    return dues.length > 0 ? Math.min(...dues) : null
  }

  /** Removes from the object storage what was erased, and what nobody claimed; `remove` takes names there. */
  async sweep(remove: (keys: string[]) => Promise<void>, now: number): Promise<void> {
    const out = this.#all().filter(({ claimed, gone, at }) => gone || (!claimed && now >= at + PHOTO_KEPT_MS))
    if (out.length === 0) return
    // From now on no claim can take them, whatever comes while the storage is asked.
    const ids = out.map(({ id }) => id)
    this.#keep(this.#all().map((one) => (ids.includes(one.id) ? { ...one, gone: true } : one)))
    await remove(ids.map((id) => photoKey(this.#shipmentId, id)))
    this.#keep(this.#all().filter(({ id }) => !ids.includes(id)))
  }
}

/** Where a photo lies in the object storage. */
export const photoKey = (shipmentId: string, photoId: string): string => `${shipmentId}/${photoId}`
