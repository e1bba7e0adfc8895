import { CHANNELS, type ChannelName } from '../../worker/domain/terms.ts'

/** `lost`: the gateway takes the message, and its answer never arrives. */
export type OutageMode = 'retry' | 'failed' | 'lost' | 'off'

/** Holds which gateways currently answer with a fault, and with which kind. */
export class Outage {
  readonly #modes = new Map<string, OutageMode>()
  /** Counts the messages that met a fault, so that a test can prove that there was an outage. */
  turnedAway = 0

  /** Applies `{channel, mode}` as posted. It returns false when the body is anything else. */
  set(body: unknown): boolean {
    const { channel, mode } = (body ?? {}) as Record<string, unknown>
    if (!isChannel(channel)) return false
    if (mode !== 'retry' && mode !== 'failed' && mode !== 'lost' && mode !== 'off') return false
    this.#modes.set(channel, mode)
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
