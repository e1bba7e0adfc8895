import { DurableObject } from 'cloudflare:workers'
import type { Env, Limit } from '../config.ts'
import type { QuotaApi } from '../objects/quota.ts'
import { type QuotaResult, takeFromWindow, type Window } from '../objects/window.ts'
import { dayOf } from '../platform/calendar.ts'
import { logBug } from '../platform/log.ts'
import { addUsage } from '../registry/key-usage.ts'

/** How long the recorded use of a key may stay in memory alone. */
const FLUSH_MS = 5000

interface Use {
  calls: number
  refused: number
}

/**
 * The counter of one caller. It lives in memory, so no call writes a row, and a caller who is idle long
 * enough to be forgotten has a fresh window anyway. The use of an API key goes to the registry every few
 * seconds, in one row a day; a crash loses a few seconds of statistics.
 */
export class Quota extends DurableObject<Env> implements QuotaApi {
  #window: Window | null = null
  readonly #uses = new Map<string, Use>()
  #flushing = false

  async take(limit: Limit, keyId: string | null): Promise<QuotaResult> {
    const now = Date.now()
    const [window, taken] = takeFromWindow(this.#window, limit, now)
    this.#window = window
    if (keyId !== null) this.#note(keyId, dayOf(now, 'UTC'), taken.ok)
    return taken
  }

  #note(keyId: string, day: string, ok: boolean): void {
    const use = this.#uses.get(day) ?? { calls: 0, refused: 0 }
    this.#uses.set(day, { calls: use.calls + 1, refused: use.refused + (ok ? 0 : 1) })
    if (this.#flushing) return
    this.#flushing = true
    // A pending timer keeps the object in memory until it fires.
    setTimeout(() => void this.#flush(keyId), FLUSH_MS)
  }

  async #flush(keyId: string): Promise<void> {
    const uses = [...this.#uses]
    this.#uses.clear()
    this.#flushing = false
    try {
      await this.env.DB.batch(uses.map(([day, use]) => addUsage(this.env.DB, keyId, day, use)))
    } catch (error) {
      // These are statistics only, not worth a second try that could count twice.
      logBug(error)
    }
  }
}
