import type { ApprovalAsked } from '../../api/stops/answers.ts'
import type { Hands } from '../../domain/fresh-hands.ts'
import type { Context } from '../../http/context.ts'
import { type Answer, answerOf, type Decided, type Refused, reply } from '../../http/reply.ts'
import { personOf } from '../../objects/person.ts'
import type { Result, ShipmentApi } from '../../objects/shipment.ts'
import { knownHands } from '../../registry/hands.ts'

/**
 * What is known of whoever releases by identity now (R42): of their session, their account, their point, and of those
 * who changed this shipment's way. Collected at no other call: trying a code waits for none of it.
 */
export async function handsOf(c: Context, shipment: ShipmentApi): Promise<Hands | null> {
  const { id: personId, session } = c.principal
  if (!session) return null
  const [changed, origin] = await Promise.all([
    shipment.changedItsWay(),
    personOf(c.env.PERSON, personId).origin(session.sessionId),
  ])
  // An ordinary one is released to whoever is there, by anybody.
  if (!changed) return null
  const others = [...changed, ...(origin.releasedBy === null ? [] : [origin.releasedBy])]
  const whose = { personId, pointId: session.pointId ?? null }
  return { personId, session: origin, ...(await knownHands(c.env.DB, whose, others, Date.now())) }
}

/** An identity check's answer: 202 while a dispatcher is waited for; the same key asks what came of it. */
export function answerOfIdentity(done: Result): Decided | Answer<202, ApprovalAsked> | Refused {
  if (!done.ok || done.value.outcome !== 'approval') return answerOf(done)
  const until = new Date(done.value.until).toISOString()
  return reply(202, { outcome: 'approval', until } satisfies ApprovalAsked)
}
