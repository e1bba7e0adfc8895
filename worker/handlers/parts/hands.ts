import type { ApprovalAsked } from '../../api/stops/answers.ts'
import type { Hands } from '../../domain/fresh-hands.ts'
import type { Context } from '../../http/context.ts'
import { type Answer, answerOf, type Decided, type Refused, reply } from '../../http/reply.ts'
import { personStub, printOf } from '../../objects/person.ts'
import type { ShipmentApi, ShipmentResult } from '../../objects/shipment.ts'
import { knownHands } from '../../registry/hands.ts'

/**
 * Returns what R42 needs to know about the person who releases by identity: their session, account and point,
 * and the people who changed this shipment's way. Only identity releases collect it, so that trying a code
 * never waits for it.
 */
export async function handsOf(c: Context, shipment: ShipmentApi): Promise<Hands | null> {
  const { id: personId, session } = c.principal
  if (!session) return null
  const [changed, origin] = await Promise.all([
    shipment.changedItsWay(),
    personStub(c.env.PERSON, personId).origin(session.sessionId),
  ])
  // R42 does not apply to an ordinary shipment, which anybody may hand to whoever is there.
  if (!changed) return null
  const others = [...changed, ...(origin.releasedBy === null ? [] : [origin.releasedBy])]
  const { device, ...opened } = origin
  const whose = { personId, pointId: session.pointId ?? null, device: device && printOf(device.id) }
  const { onDevice, ...known } = await knownHands(c.env.DB, whose, others, Date.now())
  return {
    ...{ personId, session: opened, ...known },
    device: device && { since: device.since, contacts: onDevice },
  }
}

/**
 * Returns the answer of an identity check: 202 while it waits for a dispatcher. The same key then asks for
 * the result.
 */
export function answerOfIdentity(done: ShipmentResult): Decided | Answer<202, ApprovalAsked> | Refused {
  if (!done.ok || done.value.outcome !== 'approval') return answerOf(done)
  const until = new Date(done.value.until).toISOString()
  return reply(202, { outcome: 'approval', until } satisfies ApprovalAsked)
}
