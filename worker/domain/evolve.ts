import { type ActMark, happenedAt } from './device-act.ts'
import type { Fact } from './event.ts'
import type { Applied } from './evolve/applied.ts'
import { dropApproval } from './evolve/approval.ts'
import { begin } from './evolve/begin.ts'
import { noteChanger } from './evolve/changed-by.ts'
import { CHANGES } from './evolve/changes.ts'
import { withoutLiftedClaim } from './evolve/claims.ts'
import { DOOR } from './evolve/door.ts'
import { noteScans } from './evolve/labels.ts'
import { LATE, stillLost } from './evolve/late.ts'
import { PAGE } from './evolve/page.ts'
import { PAYMENT } from './evolve/payment.ts'
import { POINTS } from './evolve/points.ts'
import { undoableAfter } from './evolve/reopened.ts'
import { withoutChannel } from './evolve/requested-change.ts'
import { ROUNDS } from './evolve/rounds.ts'
import { SENT } from './evolve/sent.ts'
import type { LoggedFact, Owed } from './owed.ts'
import { keepsQuiet } from './quiet-hours.ts'
import { isOver } from './reading.ts'
import { hasEnded } from './retention.ts'
import type { Actor } from './roles.ts'
import type { MessageOrder, Shipment, UnsentMessage } from './state.ts'
import { isStep } from './told.ts'
import { toldLastAfter } from './told-last.ts'

/** How each kind of fact changes a shipment. The compiler checks that none is missing. */
const APPLIED: Applied<Fact['type']> = {
  ...ROUNDS,
  ...DOOR,
  ...POINTS,
  ...PAGE,
  ...CHANGES,
  ...PAYMENT,
  ...SENT,
  ...LATE,
}

const NAMELESS = { device: '', seq: 0 }
const named = ({ device, seq }: ActMark) => ({ device, seq })

/** Returns the last act at the door that is known after a fact. An arrival is one even without a device's word. */
function lastActAfter({ lastAct }: Shipment, fact: Fact, at: number): Shipment['lastAct'] {
  if (!fact.act && fact.type !== 'arrived') return lastAct
  return { ...(fact.act ? named(fact.act) : NAMELESS), at: happenedAt(fact, at) }
}

function apply(shipment: Shipment, fact: Fact, at: number, by: string | null): Shipment {
  const applied = APPLIED[fact.type] as (s: Shipment, fact: Fact, at: number, by: string | null) => Shipment
  return applied(shipment, fact, at, by)
}

/**
 * Folds one fact into the shipment. Pure. `at` is the server's time of the fact in ms; `by` is who did it, or
 * null if nobody in particular did. `shipment` is null only for the first fact, which is always `announced`;
 * any other first fact throws.
 */
export function applyFact(shipment: Shipment | null, fact: Fact, at: number, by: Actor | null): Shipment {
  const before = shipment ?? (fact.type === 'announced' ? begin(fact, at) : null)
  if (!before) throw new Error(`the log begins with ${fact.type} instead of announced`)
  const changed = noteChanger(apply(before, fact, at, by?.id ?? null), fact, by)
  const applied = dropApproval(before, noteScans(before, changed, fact, at))
  const next = isOver(applied) ? withoutLiftedClaim(applied) : applied
  const ended = next.visit && !next.visit.open && next.visit.endedAt === null
  return {
    ...next,
    visit: ended && next.visit ? { ...next.visit, endedAt: at, endedBy: before.seq + 1 } : next.visit,
    lastAct: lastActAfter(next, fact, at),
    lateProofs: stillLost(before, next),
    undoable: undoableAfter(before, fact, at),
    seq: before.seq + 1,
    changedAt: next.phase === before.phase ? before.changedAt : at,
    endedAt: hasEnded(next) ? (before.endedAt ?? at) : null,
  }
}

/** Notes what the shipment's latest fact owes the recipient. `at` is when it became true, in ms. */
export function noteOwed(after: Shipment, { messages = [] }: Owed, at: number): Shipment {
  const orders = messages.map((order) => ({ about: after.seq, order }))
  const secretSent = messages.some(({ secret }) => secret) ? after.secret : after.secretSent
  const ready = messages.some(({ cause }) => cause === 'ready')
  const hold = after.hold && ready ? { ...after.hold, ready } : after.hold
  const contactInformed = after.contactInformed || messages.some(({ to }) => to === undefined)
  const toldLast = toldLastAfter(after, messages, at)
  return withoutChannel({
    ...after,
    secretSent,
    toldLast,
    hold,
    contactInformed,
    unsent: [...withoutOutdated(after, messages), ...orders],
  })
}

/**
 * Returns unsent messages without the steps that a begun cascade still has, once the same secret is told anew: nobody is
 * told it twice on one channel. What waits for the end of quiet hours takes the place of nothing.
 */
function withoutOutdated(
  { unsent, sent, policy }: Shipment,
  messages: readonly MessageOrder[],
): UnsentMessage[] {
  const anew = messages.find(({ secret, to }) => secret && to === undefined)
  if (!anew) return unsent
  const comes = anew.channels.filter((channel) => !policy.quietHours || !keepsQuiet(anew.cause, channel))
  return unsent.flatMap((message) => {
    const { about, order } = message
    const begun = sent.some((one) => one.about === about && one.cause === order.cause && isStep(one.channel))
    if (order.waitS === undefined || !begun || !order.secret || order.to !== undefined) return [message]
    const channels = order.channels.filter((channel) => !comes.includes(channel))
    return channels.length > 0 ? [{ ...message, order: { ...order, channels } }] : []
  })
}

/** Folds one fact of the log into the shipment: what it changes, and what it owes as that was decided with it. */
export function evolve(shipment: Shipment | null, { fact, at, by, owed }: LoggedFact): Shipment {
  return noteOwed(applyFact(shipment, fact, at, by), owed, at)
}
