import type { Store } from './store.ts'

const ENDED = 'ended-phones'
/** How many sessions are kept, far more than the people of one delivery sign out. Beyond it the oldest go. */
const ENDED_MAX = 500

/** A session that was signed out, and when its last cookie expires, in ms. */
type Ended = [session: string, until: number]

/**
 * Sessions of recipients' phones that were signed out. Their cookies are signed, so that every copy would
 * stay valid until it expires. Nothing is stored until somebody signs out, which nobody does on most
 * shipments. A session is forgotten once its cookies have expired.
 */
export class Phones {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  #all(): Ended[] {
    return JSON.parse(this.#store.meta(ENDED) ?? '[]')
  }

  /** Whether a session was signed out. */
  ended(session: string): boolean {
    return this.#all().some(([one]) => one === session)
  }

  /**
   * Notes that a session was signed out. `now` is in ms.
   * @param until when the last cookie of the session expires, in ms
   */
  end(session: string, until: number, now: number): void {
    const others = this.#all().filter(([one, end]) => one !== session && end > now)
    this.#keep([...others, [session, until]])
  }

  /** Forgets the sessions whose cookies have expired. `now` is in ms. */
  forget(now: number): void {
    this.#keep(this.#all().filter(([, until]) => until > now))
  }

  #keep(ended: Ended[]): void {
    this.#store.setMeta(ENDED, ended.length > 0 ? JSON.stringify(ended.slice(-ENDED_MAX)) : null)
  }
}
