import type { LabelChange } from '../asked.ts'
import type { Command, DecideRequest, RecipientCommand, RequestLabel } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import { approvedChange as approvedBy } from '../evolve/requested-change.ts'
import { holdsLabels, isProtected } from '../label-guard.ts'
import { LABEL_REQUESTS } from '../limits.ts'
import { labelDue, pendingLabel, stopsLabel } from '../reading.ts'
import type { Shipment } from '../state.ts'
import { deadLink } from './dead-link.ts'

/**
 * Requests labels of a shipment that is over for another recipient, for a dispatcher (R41). The present
 * recipient is told at once. As for a contact, nothing changes until a second person has agreed and thirty
 * minutes have passed since they were told (R9).
 */
export function requestLabel(shipment: Shipment, command: RequestLabel, now: number): Decision {
  const { type: _type, ...asked } = command
  if (holdsLabels(shipment)) return refuse('label-taken')
  // Only one request is open at a time. A second one would wait for labels that the first takes away, or
  // replace the first unnoticed.
  if (pendingLabel(shipment) || shipment.released) return refuse('label-pending')
  if (!asked.labels.some((label) => isProtected(shipment, label, now))) return refuse('changed')
  if (shipment.labelRequests >= LABEL_REQUESTS) return refuse('contact-limit')
  const seq = shipment.seq + 1
  return accept([{ type: 'label-requested', ...asked }], { outcome: 'requested', kind: 'label', seq })
}

const released = ({ labels, to }: LabelChange) => ({ type: 'label-released', labels, to }) as const

/**
 * Records that a second person agrees or declines (R9, R41). If the present recipient could not be told on
 * any channel, somebody also has to agree with the operator's own key.
 */
export function decideLabel(shipment: Shipment, command: DecideRequest, now: number): Decision {
  const pending = pendingLabel(shipment)
  if (!pending) return refuse('no-request')
  if (command.decision === 'decline') {
    const who = command.by === pending.requestedBy ? 'dispatcher' : 'second-person'
    return accept([{ type: 'label-stopped', who, request: pending.seq }], { outcome: 'decided' })
  }
  if (pending.approved && !command.operator) return refuse('operator-needed')
  const approved = { type: 'label-approved', ...(command.operator && { byOperator: true as const }) } as const
  const due = labelDue({ ...shipment, labelChange: approvedBy(pending, approved) })
  if (due?.due !== 'label-change') return accept([approved], { outcome: 'decided' })
  const effectiveAt = Math.max(due.at, now)
  const facts = due.at <= now ? [approved, released(pending)] : [approved]
  return accept(facts, { outcome: 'decided', effectiveAt })
}

/** The present recipient stops the request, by the link of the message that told them (R41). */
export function stopLabel(
  shipment: Shipment,
  { link, session }: Extract<RecipientCommand, { type: 'stop-label-change' }>,
  now: number,
): Decision {
  const dead = stopsLabel(shipment, link) ? null : deadLink(shipment, link, session, now)
  if (dead) return refuse(dead)
  const pending = pendingLabel(shipment)
  if (!pending) return refuse('no-request')
  return accept([{ type: 'label-stopped', who: 'recipient', request: pending.seq }])
}

/** Returns the fact by which the request takes effect or lapses, if it is due. */
export function labelFacts(shipment: Shipment, due: readonly string[], now: number) {
  const pending = pendingLabel(shipment)
  const next = labelDue(shipment)
  if (!pending || !next || !due.includes(next.due) || next.at > now) return []
  if (next.due === 'label-change') return [released(pending)]
  return [{ type: 'label-stopped', who: 'time', request: pending.seq } as const]
}

/** Records that the shipment that waited for the labels was announced, or could not be. */
export function noteLabelMoved(
  shipment: Shipment,
  { refusal }: Extract<Command, { type: 'note-label-moved' }>,
): Decision {
  const { released } = shipment
  if (!released) return accept([])
  const { to, seq: request } = released
  return accept([{ type: 'label-moved', to, request, ...(refusal && { refusal }) }])
}
