import type { Context } from 'hono'
import type { Requested } from '../api/requests/answers.ts'
import { requestId } from '../domain/request.ts'
import type { RequestKind } from '../domain/terms.ts'
import type { AppEnv } from '../http/context.ts'
import { respond } from '../http/respond.ts'
import { independentOffice } from '../registry/ancestry.ts'
import type { Result, ShipmentApi } from '../shipment/api.ts'

/**
 * What a shipment answers that now waits for a second person (R9): the request, the fingerprint of what it asks, and
 * who could agree, so that an office without a second person hears of it at once.
 */
export async function requested(
  c: Context<AppEnv>,
  shipment: ShipmentApi,
  done: Result,
  apart: readonly string[] = [c.get('principal').id],
): Promise<Response> {
  if (!done.ok || done.value.outcome !== 'requested') return respond(c, done)
  return c.json(await requestedOf(c, c.req.param('id') ?? '', shipment, done.value, apart), 202)
}

/** What waits now in the shipment of this id. */
export async function requestedOf(
  c: Context<AppEnv>,
  shipmentId: string,
  shipment: ShipmentApi,
  { kind, seq }: { kind: RequestKind; seq: number },
  apart: readonly string[] = [c.get('principal').id],
): Promise<Requested> {
  return {
    request: requestId(kind, shipmentId, seq),
    fingerprint: await shipment.fingerprintOf(seq),
    couldAgree: await independentOffice(c.env.DB, apart, Date.now()),
  }
}
