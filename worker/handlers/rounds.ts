import * as v from 'valibot'
import type { RoundView } from '../api/rounds/answers.ts'
import * as rounds from '../api/rounds/operations.ts'
import type { RoundStop } from '../domain/round-progress.ts'
import type { Phase } from '../domain/terms.ts'
import type { Context } from '../http/context.ts'
import { csv, wantsCsv, wholeTable } from '../http/csv.ts'
import { list } from '../http/list.ts'
import { ok, refuse } from '../http/reply.ts'
import { NO_STORE } from '../http/revalidate.ts'
import { type Served, serve } from '../http/serve.ts'
import { shipmentStub } from '../objects/shipment.ts'
import { wouldRefuse } from '../operations/rounds.ts'
import { findPerson } from '../registry/people.ts'
import { lineProgress, listRounds } from '../registry/round-lines.ts'
import { findRound, markRound, newRoundId, type Round, roundOn, stopsOf } from '../registry/rounds.ts'
import { linesOf } from '../registry/shipments.ts'
import { ROUNDS_TABLE, STOPS_TABLE } from './csv/office.ts'
import { runOperation } from './parts/idempotent-write.ts'

async function roundView(c: Context, round: Round): Promise<RoundView> {
  const [stops, courier] = await Promise.all([
    stopsOf(c.env.DB, round.id),
    findPerson(c.env.DB, round.courierId),
  ])
  const lines = await linesOf(
    c.env.DB,
    stops.map(({ shipmentId }) => shipmentId),
  )
  const onRoad = stops.map(({ shipmentId, refused }): RoundStop => {
    const line = lines.get(shipmentId)
    return {
      shipmentId,
      waybill: line?.waybill ?? '',
      refused,
      phase: (line?.state ?? 'announced') as Phase,
      changedAt: Date.parse(line?.changedAt ?? '') || 0,
      elsewhere: false,
    }
  })
  return {
    ...round,
    courierName: courier?.name ?? '',
    ...lineProgress(onRoad, round.state),
    stops: stops.map(({ shipmentId, refused }) => ({
      shipmentId,
      waybill: lines.get(shipmentId)?.waybill ?? '',
      state: lines.get(shipmentId)?.state ?? 'announced',
      dispatched: round.state !== 'planned' && refused === null,
      refused,
    })),
  }
}

/** Serves making, dispatching and changing rounds. Each shipment is told by a call of its own. */
export const roundsHandlers: Served[] = [
  serve(rounds.create, (c) =>
    runOperation(c, async () => {
      const { courierId, date, shipmentIds } = c.body
      const courier = await findPerson(c.env.DB, courierId)
      if (courier?.role !== 'courier') return refuse('bad-request', [{ field: 'courierId', code: 'unknown' }])
      const round: Round = { id: newRoundId(), courierId, date, state: 'planned', closedAt: null }
      const unique = [...new Set(shipmentIds)]
      const refused = await wouldRefuse(c.env, round, unique)
      if (refused) return refuse(refused.refusal, refused.errors)
      return { operation: 'make-round', given: { round, shipmentIds: unique } }
    }),
  ),
  serve(rounds.list, (c) =>
    list(c, {
      cursor: v.object({ date: v.string(), id: v.string() }),
      table: ROUNDS_TABLE,
      read: (before, limit) => listRounds(c.env.DB, { before, from: c.query.from || null }, limit),
      positionOf: ({ date, id }) => ({ date, id }),
    }),
  ),
  serve(rounds.read, async (c) => {
    const round = await findRound(c.env.DB, c.params.id)
    if (!round) return refuse('not-found')
    const view = await roundView(c, round)
    if (!wantsCsv(c)) return ok(view)
    return csv(
      c,
      STOPS_TABLE,
      wholeTable(view.stops.map((stop, index) => ({ ...stop, position: index + 1 }))),
    )
  }),
  serve(rounds.unreached, async (c) => {
    const round = await findRound(c.env.DB, c.params.id)
    if (!round) return refuse('not-found')
    const stops = await stopsOf(c.env.DB, round.id)
    const ids = stops.map(({ shipmentId }) => shipmentId)
    const [lines, whys] = await Promise.all([
      linesOf(c.env.DB, ids),
      Promise.all(ids.map((id) => shipmentStub(c.env.SHIPMENT, id).unreached())),
    ])
    const items = ids.flatMap((shipmentId, index) => {
      const why = whys[index]
      return why ? [{ shipmentId, waybill: lines.get(shipmentId)?.waybill ?? '', why }] : []
    })
    return ok({ items }, NO_STORE)
  }),
  serve(rounds.dispatch, (c) =>
    runOperation(c, async () => {
      const round = await findRound(c.env.DB, c.params.id)
      if (!round) return refuse('not-found')
      if (round.state === 'closed') return refuse('stop-closed')
      const { id: roundId, courierId } = round
      const leaving = markRound(c.env.DB, roundId, 'dispatching')
      return { operation: 'dispatch-round', given: { roundId, courierId }, statements: [leaving] }
    }),
  ),
  serve(rounds.withdraw, (c) =>
    runOperation(c, async () => {
      const { shipmentId } = c.body
      const round = await findRound(c.env.DB, c.params.id)
      if (!round) return refuse('not-found')
      const stops = await stopsOf(c.env.DB, round.id)
      if (!stops.some((stop) => stop.shipmentId === shipmentId)) return refuse('wrong-round')
      const given = { roundId: round.id, planned: round.state === 'planned', shipmentId }
      return { operation: 'withdraw-stop', given }
    }),
  ),
  serve(rounds.move, (c) =>
    runOperation(c, async () => {
      const { shipmentId, courierId } = c.body
      const [from, courier] = await Promise.all([
        findRound(c.env.DB, c.params.id),
        findPerson(c.env.DB, courierId),
      ])
      if (!from) return refuse('not-found')
      if (courier?.role !== 'courier') return refuse('bad-request', [{ field: 'courierId', code: 'unknown' }])
      const stops = await stopsOf(c.env.DB, from.id)
      if (!stops.some((stop) => stop.shipmentId === shipmentId))
        return refuse('bad-request', [{ field: 'shipmentId', code: 'unknown' }])
      const state = from.state === 'planned' ? 'planned' : 'dispatched'
      const there = await roundOn(c.env.DB, courierId, from.date)
      const fresh: Round = { id: newRoundId(), courierId, date: from.date, state, closedAt: null }
      const to = there?.state === state ? there : fresh
      return { operation: 'move-stop', given: { fromId: from.id, to, shipmentId } }
    }),
  ),
]
