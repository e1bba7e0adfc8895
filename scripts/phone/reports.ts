import { CHANNELS, type ChannelName } from '../../worker/domain/terms.ts'
import { isChannel } from './outage.ts'
import { createSender, type ReportCall } from './sender.ts'

/**
 * How a channel's gateway reports: `none`: it took the message and never hears of it again; `doubled`: the same twice;
 * `late`: after some seconds; `forged`: signed by somebody who does not know the secret; `reversed`: out of order, as of a
 * message that was given up and arrived all the same.
 */
const MODES = ['delivered', 'undelivered', 'none', 'doubled', 'late', 'forged', 'reversed'] as const
type ReportMode = (typeof MODES)[number]

/** Where the providers report, and the secrets that they share with the Worker beside those in its calls. */
export interface ReportOptions {
  /** The origin at which the Worker is reached. Nothing is ever sent anywhere else. */
  publicUrl: string
  /** The secret phrase of the account at SMSC. */
  phrase: string
  /** `user:password` of Postmark's webhook. */
  mailKey?: string
  /** How long after a message its report comes, in ms; `late` is eight times as long. Half a second when absent. */
  soonMs?: number
}

/** Makes the call that reports a state; null if the provider has nowhere to send it. */
export type MakeReport = (state: State, options: ReportOptions, genuine: boolean) => ReportCall | null
export type State = 'delivered' | 'undelivered'

const SOON_MS = 500
/** What is reported in each mode, and when, as multiples of `soonMs`. */
const PLANS: Record<ReportMode, [state: State, after: number][]> = {
  delivered: [['delivered', 1]],
  undelivered: [['undelivered', 1]],
  none: [],
  doubled: [
    ['delivered', 1],
    ['delivered', 1],
  ],
  late: [['delivered', 8]],
  forged: [['delivered', 1]],
  reversed: [
    ['undelivered', 1],
    ['delivered', 2],
  ],
}

export interface Reports {
  /** Applies `{channel, mode}` as posted. It returns false when the body is anything else. */
  set(body: unknown): boolean
  /** Sends what the channel's mode has for a message that was just stored. */
  send(channel: ChannelName, make: MakeReport): void
  /** What the gateway says when it is asked about a message; null while it knows nothing. */
  asked(channel: ChannelName): State | null
  close(): void
}

/** Sends reports by itself, as providers do, if it is told where to. */
export function createReports(options: ReportOptions | undefined): Reports {
  const modes = new Map<ChannelName, ReportMode>()
  const modeOf = (channel: ChannelName) => modes.get(channel) ?? 'delivered'

  const soonMs = options?.soonMs ?? SOON_MS

  const sender = options && createSender(options.publicUrl, soonMs)

  return {
    set(body) {
      const { channel, mode } = (body ?? {}) as Record<string, unknown>
      const known = MODES.find((one) => one === mode)
      if (!isChannel(channel) || !known) return false
      modes.set(channel, known)
      return true
    },
    send(channel, make) {
      if (!options) return
      const mode = modeOf(channel)
      for (const [state, after] of PLANS[mode]) {
        const call = make(state, options, mode !== 'forged')
        sender?.send(after * soonMs, () => call)
      }
    },
    asked(channel) {
      const mode = modeOf(channel)
      if (mode === 'none' || mode === 'forged') return null
      return mode === 'undelivered' ? 'undelivered' : 'delivered'
    },
    close: () => sender?.close(),
  }
}

/** Returns a secret, or for a forged report what somebody guesses in its place. */
export const secretOr = (secret: string, genuine: boolean): string => (genuine ? secret : `not ${secret}`)

/** What `POST /reports` takes. */
export const REPORTS_FORM = `{channel: "${CHANNELS.join('"|"')}", mode: "${MODES.join('"|"')}"}`
