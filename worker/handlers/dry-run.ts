import * as v from 'valibot'
import type { DryRunLine, DryRunPage } from '../api/contracts/answers.ts'
import * as contracts from '../api/contracts/operations.ts'
import { cursorOf, parseCursor } from '../http/paging.ts'
import { ok, refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { shipmentStub } from '../objects/shipment.ts'
import { logBug } from '../platform/log.ts'
import { findContract } from '../registry/contracts.ts'
import { announcedSince } from '../registry/shipments.ts'
import { draftOf } from './parts/draft.ts'

/** How far back a draft is tried on past shipments. */
const SINCE_MS = 30 * 24 * 3_600_000
/** Each shipment of a page wakes its object, which reads its whole log. */
const PAGE = 25

const cursorShape = v.strictObject({ announcedAt: v.number(), id: v.string(), since: v.number() })

function untold(error: unknown): null {
  logBug(error)
  return null
}

/**
 * Tries a draft policy on what really happened (R1, R3). It changes nothing, so it needs no idempotency key.
 */
export const dryRunsHandlers: Served[] = [
  serve(contracts.dryRun, async (c) => {
    const contractId = c.params.id
    if (!(await findContract(c.env.DB, contractId))) return refuse('not-found')
    const given = c.body
    const { policy, faults } = await draftOf(given.profile, given.policy)
    if (faults.length > 0) return refuse('bad-request', faults)
    const at = parseCursor(given.cursor, cursorShape)
    // The cursor keeps the start of the first page's window; a start that moved with the clock would change
    // the window between pages.
    const since = at?.since ?? Date.now() - SINCE_MS
    const lines = await announcedSince(c.env.DB, contractId, since, at, PAGE)
    const replayed = await Promise.all(
      lines.map(async (line) => ({
        line,
        // A log that cannot be followed any more keeps no other from being tried (R31).
        came: await shipmentStub(c.env.SHIPMENT, line.id).replay(contractId, policy).catch(untold),
      })),
    )
    const items = replayed.flatMap(({ line, came }): DryRunLine[] => {
      if (!came?.changed) return []
      const { changed: _changed, ...ends } = came
      const announcedAt = new Date(line.announcedAt).toISOString()
      return [{ shipmentId: line.id, waybill: line.waybill, announcedAt, ...ends }]
    })
    const last = lines.at(-1)
    const more = lines.length === PAGE && last !== undefined
    const answer: DryRunPage = {
      since: new Date(since).toISOString(),
      tried: lines.length,
      missing: replayed.filter(({ came }) => came === null).length,
      reached: new Date(more ? last.announcedAt : since).toISOString(),
      items,
      cursor: more ? cursorOf({ announcedAt: last.announcedAt, id: last.id, since }) : null,
    }
    return ok(answer)
  }),
]
