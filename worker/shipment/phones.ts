import type { Store } from './store.ts'

const ENDED = 'ended-phones'
/** Far more than the people of one delivery sign out; beyond it the oldest give way. */
const ENDED_MAX = 500

/** When a session's last cookie ends by itself, in ms. */
type Ended = [session: string, until: number]

/**
 * Sessions of recipients' phones that were signed out: their cookies are signed and live on by themselves, wherever a copy
 * is. Noted where nothing is as long as nobody signs out, since most shipments never hear of it; gone with the cookies.
 */
export class Phones {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  #all(): Ended[] {
    return JSON.parse(this.#store.meta(ENDED) ?? '[]')
  }

  ended(session: string): boolean {
    return this.#all().some(([one]) => one === session)
  }

  /** @param until when the last cookie of the session ends, in ms */
  end(session: string, until: number, now: number): void {
    const others = this.#all().filter(([one, end]) => one !== session && end > now)
    this.#keep([...others, [session, until]])
  }

  /** Forgets those whose cookies have ended by themselves. */
  forget(now: number): void {
    this.#keep(this.#all().filter(([, until]) => until > now))
  }

  #keep(ended: Ended[]): void {
    this.#store.setMeta(ENDED, ended.length > 0 ? JSON.stringify(ended.slice(-ENDED_MAX)) : null)
  }
}
