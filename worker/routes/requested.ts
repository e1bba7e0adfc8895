import type { Context } from 'hono'
import { requestId } from '../domain/request.ts'
import type { AppEnv } from '../http/context.ts'
import { respond } from '../http/respond.ts'
import { independentOffice } from '../registry/ancestry.ts'
import type { Result, ShipmentApi } from '../shipment/api.ts'
import type { Requested } from '../wire/requests.ts'

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
  const { kind, seq } = done.value
  const body: Requested = {
    request: requestId(kind, c.req.param('id') ?? '', seq),
    fingerprint: await shipment.fingerprintOf(seq),
    couldAgree: await independentOffice(c.env.DB, apart, Date.now()),
  }
  return c.json(body, 202)
}
