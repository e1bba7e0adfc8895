import * as v from 'valibot'
import type { Named, RequestView } from '../api/requests/answers.ts'
import * as requests from '../api/requests/operations.ts'
import { type Edge, independentIfVouched, independentOf, OPERATOR } from '../domain/independence.ts'
import type { Context } from '../http/context.ts'
import { cursorOf, PAGE_SIZE, readCursor } from '../http/paging.ts'
import { ok } from '../http/reply.ts'
import { NO_STORE } from '../http/revalidate.ts'
import { type Served, serve } from '../http/serve.ts'
import { shipmentStub } from '../objects/shipment.ts'
import { dispatchers, edgesAbove } from '../registry/ancestry.ts'
import { namesOf } from '../registry/people.ts'
import { listOpen, type Request } from '../registry/requests.ts'
import { decide } from './parts/deciding.ts'
import { type Detail, detailOf } from './parts/request-details.ts'

const PLACE = v.object({ at: v.number(), id: v.string() })
const iso = (ms: number) => new Date(ms).toISOString()

/** Returns the details of a page of requests. Each shipment's object is asked only once. */
export async function detailsOf(c: Context, rows: readonly Request[]): Promise<Detail[]> {
  const shipments = [...new Set(rows.flatMap(({ shipmentId, body }) => (body === null && shipmentId) || []))]
  const asked = await Promise.all(shipments.map((id) => shipmentStub(c.env.SHIPMENT, id).requests()))
  const inShipments = new Map(asked.flat().map((detail) => [detail.id, detail]))
  // The index may still list a request that was decided a moment ago; the object knows better.
  return rows.flatMap((row) => {
    if (row.body !== null) return [detailOf(c.config.sessionKeys, row)]
    const detail = inShipments.get(row.id)
    const about = { shipmentId: row.shipmentId, personId: detail?.personId ?? null }
    return detail && row.shipmentId ? [{ ...detail, ...about }] : []
  })
}

/**
 * Returns the requests as this dispatcher's inbox shows them: who asks, for what, and who could agree (R9).
 */
export async function requestViews(
  c: Context,
  reader: string,
  details: readonly Detail[],
): Promise<RequestView[]> {
  const now = Date.now()
  const office = await dispatchers(c.env.DB, now)
  const apart = details.flatMap((detail) => detail.apart)
  const edges = await edgesAbove(c.env.DB, [reader, ...office.map(({ id }) => id), ...apart])
  const people = details.flatMap(({ askedBy, personId }) => [askedBy, ...(personId ? [personId] : [])])
  const names = await namesOf(c.env.DB, [...new Set(people)])
  const named = (id: string): Named => ({ id, name: names.get(id) ?? '' })
  const who = ({ apart, operatorNeeded }: Detail) => {
    if (operatorNeeded) return { couldAgree: [], ifVouched: [] }
    const couldAgree = office.filter(({ id }) => free(edges, id, apart, now))
    const others = couldAgree.length > 0 ? [] : office
    return {
      couldAgree,
      ifVouched: others.filter(({ id }) => independentIfVouched(edges, id, apart, now)),
    }
  }
  return details.map((detail) => ({
    ...who(detail),
    id: detail.id,
    kind: detail.kind,
    askedBy: detail.askedBy === 'system' ? null : named(detail.askedBy),
    askedAt: iso(detail.at),
    lapsesAt: detail.lapsesAt === null ? null : iso(detail.lapsesAt),
    shipmentId: detail.shipmentId,
    waybill: detail.waybill,
    contractId: detail.contractId,
    person: detail.personId ? named(detail.personId) : null,
    shown: detail.shown,
    fingerprint: detail.fingerprint,
    operatorNeeded: detail.operatorNeeded ?? false,
    mayAgree: !detail.operatorNeeded && free(edges, reader, detail.apart, now),
    own: detail.askedBy === reader,
  }))
}

const free = (edges: readonly Edge[], id: string, apart: readonly string[], now: number) =>
  id !== OPERATOR && independentOf(edges, id, apart, now).length === apart.length

/**
 * Serves the inbox of everything that waits for a second, independent person (R9). All kinds are decided in
 * one way.
 */
export const requestsHandlers: Served[] = [
  serve(requests.list, async (c) => {
    const rows = await listOpen(c.env.DB, readCursor(c, PLACE), Date.now(), PAGE_SIZE)
    const items = await requestViews(c, c.principal.id, await detailsOf(c, rows))
    const last = rows.length === PAGE_SIZE ? rows.at(-1) : undefined
    const cursor = last ? cursorOf({ at: last.at, id: last.id }) : null
    // Contacts are shown, and erased data must not live on in a browser's cache.
    return ok({ items, cursor }, NO_STORE)
  }),
  serve(requests.decide, (c) => {
    const { role, id } = c.principal
    return decide(c, c.params.id, c.body, { by: { role, id }, idempotency: c.idempotency })
  }),
]
