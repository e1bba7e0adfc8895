import { type ChannelName, isWarning, type MessageCause } from './terms.ts'

/** From and to by the clock on the wall, `HH:MM`. They may go over midnight. */
export interface QuietHours {
  from: string
  to: string
}

/** What a time of day has to look like. */
export const CLOCK_TIME = /^([01]\d|2[0-3]):[0-5]\d$/

/**
 * What does not wait for the end of quiet hours: warnings, which the recipient can still act upon, news of a courier who
 * is at the door or was asked to send, and the answer to somebody who has just paid.
 */
const AT_ONCE: readonly MessageCause[] = ['arrived', 'reopened', 'resend', 'paid']

/** An e-mail rings nobody. */
const SILENT: readonly ChannelName[] = ['email']

/** Whether a message on a channel keeps quiet hours (R5). */
export const keepsQuiet = (cause: MessageCause, channel: ChannelName): boolean =>
  !isWarning(cause) && !AT_ONCE.includes(cause) && !SILENT.includes(channel)

/** Whether a time of day (`HH:MM`) is within quiet hours. The end is not a part of them. */
export const isQuiet = ({ from, to }: QuietHours, time: string): boolean =>
  from < to ? from <= time && time < to : from <= time || time < to
