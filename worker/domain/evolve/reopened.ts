import type { Fact, FactOf } from '../event.ts'
import { ABOUT_MONEY } from '../payment-fact.ts'
import { codesOpen, identityAllowed } from '../reading.ts'
import type { Shipment, Undoable } from '../state.ts'
import { untold } from '../told-last.ts'

/** Whether a fact ends a visit in a way that can be a slip of the finger (R37). */
function endsByMistake(before: Shipment, fact: Fact): boolean {
  // After five wrong codes nothing is taken back. An ordinary shipment has no codes.
  if (before.secured && !codesOpen(before)) return false
  if (fact.type === 'visit-failed') return true
  // Where the identity check was open, it failed or was blocked, which is no slip.
  return fact.type === 'held' && fact.reason === 'no-code' && !identityAllowed(before)
}

/** These change nothing that taking back would touch. Any other fact makes it too late. */
const BESIDE: readonly Fact['type'][] = [
  'message-sent',
  'message-failed',
  'message-reported',
  'chat-joined',
  'chat-ended',
  'sent-on-demand',
  'violation-suspected',
  // Undo changes no payment, and no payment keeps a slip of the finger from being taken back (R30).
  ...ABOUT_MONEY,
]

/** Returns what can be taken back after a fact. */
export function undoableAfter(before: Shipment, fact: Fact, at: number): Undoable | null {
  if (endsByMistake(before, fact)) {
    const { phase, parcels, visit, hold, secret } = before
    const was = { phase, parcels, visit, hold, secret }
    return { seq: before.seq + 1, at, was, told: false, act: fact.act ?? null }
  }
  const { undoable } = before
  if (!undoable || !BESIDE.includes(fact.type)) return null
  return tells(fact, undoable.seq) ? { ...undoable, told: true } : undoable
}

const tells = (fact: Fact, seq: number): boolean =>
  fact.type === 'message-sent' && fact.about === seq && fact.channels.length > 0

/** Notes that the message about an end that was taken back had left before it could be dropped. */
export const noteTold = (shipment: Shipment, fact: FactOf<'message-sent'>): Shipment['takenBack'] =>
  shipment.takenBack.map((one) => (tells(fact, one.seq) ? { ...one, told: true } : one))

/** Makes the visit go on as if the event had not been, and drops what was still to be told of it. */
export function reopen(shipment: Shipment, { takesBack }: FactOf<'visit-reopened'>): Shipment {
  const { undoable, takenBack, unsent } = shipment
  if (undoable?.seq !== takesBack) return shipment
  const { seq, at, told, was } = undoable
  return {
    ...shipment,
    ...was,
    // A newer code that was told since stays the one that counts.
    secret: shipment.secretSent > was.secret ? shipment.secret : was.secret,
    takenBack: [...takenBack, { seq, at, told, by: shipment.seq + 1 }],
    unsent: unsent.filter(({ about }) => about !== takesBack),
    toldLast: untold(shipment, takesBack),
  }
}
