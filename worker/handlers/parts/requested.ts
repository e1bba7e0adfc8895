import type { Requested } from '../../api/requests/answers.ts'
import { requestId } from '../../domain/request.ts'
import type { RequestKind } from '../../domain/terms.ts'
import type { Context, HandlerContext } from '../../http/context.ts'
import { type Answer, answerOf, type Decided, type Refused, reply } from '../../http/reply.ts'
import type { ShipmentApi, ShipmentResult } from '../../objects/shipment.ts'
import { independentOffice } from '../../registry/ancestry.ts'

/**
 * Answers for a shipment that now waits for a second person (R9): the request, the fingerprint of what it
 * asks, and who could agree, so that an office without a second person learns it at once.
 */
export async function requested(
  c: HandlerContext<'id'>,
  shipment: ShipmentApi,
  done: ShipmentResult,
  apart: readonly string[] = [c.principal.id],
): Promise<Decided | Answer<202, Requested> | Refused> {
  if (!done.ok || done.value.outcome !== 'requested') return answerOf(done)
  return reply(202, await requestedOf(c, c.params.id, shipment, done.value, apart))
}

/** Returns the request that now waits in the shipment with this id. */
export async function requestedOf(
  c: Context,
  shipmentId: string,
  shipment: ShipmentApi,
  { kind, seq }: { kind: RequestKind; seq: number },
  apart: readonly string[] = [c.principal.id],
): Promise<Requested> {
  return {
    request: requestId(kind, shipmentId, seq),
    fingerprint: await shipment.fingerprintOf(seq),
    couldAgree: await independentOffice(c.env.DB, apart, Date.now()),
  }
}
