import { CHANNELS, type ChannelName } from '../../worker/domain/terms.ts'

const MODES = ['retry', 'failed', 'lost', 'silent', 'off'] as const

/**
 * `lost` and `silent`: the gateway takes the message, but closes the connection without an answer, or never
 * answers at all. Both are for calls over HTTP: mail by SMTP is taken as without an outage.
 */
export type OutageMode = (typeof MODES)[number]

/** How an outage is posted, for who posted it otherwise. */
export const OUTAGE_FORM = `{channel: "${CHANNELS.join('"|"')}", mode: "${MODES.join('"|"')}"}`

/** Holds which gateways currently answer with a fault, and with which kind. */
export class Outage {
  readonly #modes = new Map<ChannelName, OutageMode>()
  /** Counts the messages that met a fault, so that a test can prove that there was an outage. */
  turnedAway = 0

  /** Applies `{channel, mode}` as posted. It returns false when the body is anything else. */
  set(body: unknown): boolean {
    const { channel, mode } = (body ?? {}) as Record<string, unknown>
    const known = MODES.find((one) => one === mode)
    if (!isChannel(channel) || !known) return false
    this.#modes.set(channel, known)
    return true
  }

  of(channel: ChannelName): OutageMode {
    const mode = this.#modes.get(channel) ?? 'off'
    if (mode !== 'off') this.turnedAway++
    return mode
  }
}

/** Whether a value names a channel. */
export const isChannel = (value: unknown): value is ChannelName =>
  CHANNELS.some((channel) => channel === value)
