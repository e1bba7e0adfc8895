import type { Received } from './inbox.ts'

export type OutageMode = 'retry' | 'failed' | 'off'

/** Which gateways answer with a fault just now, and with which kind. */
export class Outage {
  readonly #modes = new Map<string, OutageMode>()
  /** How many messages met a fault so far: a test's proof that there was one. */
  turnedAway = 0

  /** Takes `{channel, mode}` as posted; false when it is anything else. */
  set(body: unknown): boolean {
    const { channel, mode } = (body ?? {}) as Record<string, unknown>
    if (channel !== 'sms' && channel !== 'email') return false
    if (mode !== 'retry' && mode !== 'failed' && mode !== 'off') return false
    this.#modes.set(channel, mode)
    return true
  }

  of(channel: Received['channel']): OutageMode {
    const mode = this.#modes.get(channel) ?? 'off'
    if (mode !== 'off') this.turnedAway++
    return mode
  }
}
