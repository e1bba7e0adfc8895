import type { Command } from '../command.ts'
import { accept, type Decision } from '../decision.ts'
import type { Fact } from '../event.ts'
import type { Shipment } from '../state.ts'
import { sentOn } from '../told.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** Notes on which channels providers took a message. */
export function noteSent(shipment: Shipment, command: Of<'note-sent'>): Decision {
  const { cause, about, unserved, sent } = command
  // A report may have come before this note, and said already that the provider took it.
  const channels = command.channels.filter((channel) => !sentOn(shipment, { about, cause, channel }))
  if (channels.length === 0 && unserved.length === 0) return accept([])
  const rest = { ...(unserved.length > 0 && { unserved }), ...(sent && { sent }) }
  return accept([{ type: 'message-sent', cause, channels, about, ...rest }])
}

/** Notes that a message cannot be told on a channel. */
export function noteFailed(shipment: Shipment, { type: _type, ...failed }: Of<'note-failed'>): Decision {
  // A report may have come while the provider gave no answer.
  if (sentOn(shipment, failed)) return accept([])
  return accept([{ type: 'message-failed', ...failed }])
}

/**
 * Notes a provider's report. Reports come doubled and out of order: what was delivered stays delivered, and the
 * same report again changes nothing. One about a message that this shipment does not have is ignored.
 */
export function noteReport(shipment: Shipment, command: Of<'note-report'>): Decision {
  const { type: _type, id, ...report } = command
  const { about, cause, channel, outcome } = report
  const known = sentOn(shipment, report)
  if (known && (known.outcome === outcome || known.outcome === 'delivered')) return accept([])
  // It was given up without an answer. That it is lost is known already.
  if (known?.outcome === 'failed' && outcome === 'undelivered') return accept([])
  const underway = shipment.unsent.some(
    ({ order, ...of }) => of.about === about && order.cause === cause && order.channels.includes(channel),
  )
  if (!known && !underway) return accept([])
  // The report was faster than the note that the provider took the message.
  const taken: Fact[] = known
    ? []
    : [
        {
          type: 'message-sent',
          cause,
          channels: [channel],
          about,
          ...(id && { sent: { [channel]: { id } } }),
        },
      ]
  return accept([...taken, { type: 'message-reported', ...report }])
}
