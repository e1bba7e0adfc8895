import type { CourierCommand } from '../command.ts'
import { accept, type Decision, refuse } from '../decision.ts'
import { type DeviceAct, follows } from '../device-act.ts'
import { markOf } from '../judged-act.ts'
import { attemptsLeft, reopenUntil } from '../reading.ts'
import type { Shipment } from '../state.ts'
import { notAtStop } from './stop.ts'

/**
 * Takes back what ended a visit by mistake (R37), for the courier whose visit it was, within the policy's minutes and
 * as long as no other stop was begun. Whatever else happened to the shipment since makes it too late. The
 * tries that were used stay used.
 */
export function reopenVisit(
  shipment: Shipment,
  { courierId, begunAt }: Extract<CourierCommand, { type: 'reopen-visit' }>,
  now: number,
  device?: DeviceAct,
): Decision {
  const { undoable, claim } = shipment
  const open = { outcome: 'open', left: attemptsLeft(shipment) } as const
  const away = notAtStop(shipment, courierId)
  // The visit goes on already, so whoever asks again is told the same.
  if (!away) return accept([], open)
  if (away !== 'stop-closed') return refuse(away)
  if (claim?.open) return refuse('claim-open')
  const until = reopenUntil(shipment)
  if (!undoable || until === null) return refuse('too-late')
  // Where the tablet did one right after the other, its own clock tells how long that took, however late both come.
  const before = device && undoable.act && follows(device, undoable.act) ? undoable.act : null
  const [ended, at] = device && before ? [before.at, markOf(shipment, device, now).at] : [undoable.at, now]
  if (at - ended > until - undoable.at) return refuse('too-late')
  // Stops wait for the network one by one: of what ended without it, a later stop may be known before this one's slip.
  const begun = begunAt !== null && begunAt >= ended && !(before?.late && begunAt > at)
  if (begun) return refuse('too-late')
  const labels = undoable.was.parcels.flatMap(({ label, place }) => (place === 'vehicle' ? [label] : []))
  return accept([{ type: 'visit-reopened', takesBack: undoable.seq, labels }], open)
}
