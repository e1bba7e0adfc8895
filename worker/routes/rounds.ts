import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { RoundView } from '../api/rounds/answers.ts'
import * as roundsBody from '../api/rounds/bodies.ts'
import type { RoundStop } from '../domain/round-progress.ts'
import type { Phase } from '../domain/terms.ts'
import type { AppEnv } from '../http/context.ts'
import { csv, wantsCsv, whole } from '../http/csv.ts'
import { list } from '../http/list.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { write } from '../http/validate.ts'
import { wouldRefuse } from '../operations/rounds.ts'
import { findPerson } from '../registry/people.ts'
import { lineProgress, listRounds } from '../registry/round-lines.ts'
import { findRound, markRound, newRoundId, type Round, roundOn, stopsOf } from '../registry/rounds.ts'
import { linesOf } from '../registry/shipments.ts'
import { operate } from './once.ts'
import { ROUNDS, STOPS } from './sheets.ts'

async function roundView(c: Context<AppEnv>, round: Round): Promise<RoundView> {
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

/** Rounds: made, dispatched, changed. Each shipment is told by a call of its own. */
export const rounds = new Hono<AppEnv>()
  .on('GET', ['/api/rounds', '/api/rounds/:id'], requires('see-returns'))
  .on('POST', ['/api/rounds', '/api/rounds/:id/dispatch'], requires('manage-rounds'))
  .on('POST', ['/api/rounds/:id/move', '/api/rounds/:id/withdraw'], requires('manage-rounds'))
  .post('/api/rounds', ...write(roundsBody.createRound), (c) =>
    operate(c, async () => {
      const { courierId, date, shipmentIds } = c.req.valid('json')
      const courier = await findPerson(c.env.DB, courierId)
      if (courier?.role !== 'courier')
        return problem(c, 'bad-request', [{ field: 'courierId', code: 'unknown' }])
      const round: Round = { id: newRoundId(), courierId, date, state: 'planned', closedAt: null }
      const unique = [...new Set(shipmentIds)]
      const refused = await wouldRefuse(c.env, round, unique)
      if (refused) return problem(c, refused.refusal, refused.errors)
      return { operation: 'make-round', given: { round, shipmentIds: unique } }
    }),
  )
  .get('/api/rounds', (c) =>
    list(c, {
      cursor: v.object({ date: v.string(), id: v.string() }),
      sheet: ROUNDS,
      read: (before, limit) => listRounds(c.env.DB, { before, from: c.req.query('from') || null }, limit),
      placeOf: ({ date, id }) => ({ date, id }),
    }),
  )
  .get('/api/rounds/:id', async (c) => {
    const round = await findRound(c.env.DB, c.req.param('id'))
    if (!round) return problem(c, 'not-found')
    const view = await roundView(c, round)
    if (!wantsCsv(c)) return c.json(view, 200)
    return csv(c, STOPS, whole(view.stops.map((stop, index) => ({ ...stop, position: index + 1 }))))
  })
  .post('/api/rounds/:id/dispatch', ...write(roundsBody.dispatchRound), (c) =>
    operate(c, async () => {
      const round = await findRound(c.env.DB, c.req.param('id'))
      if (!round) return problem(c, 'not-found')
      if (round.state === 'closed') return problem(c, 'stop-closed')
      const { id: roundId, courierId } = round
      const leaving = markRound(c.env.DB, roundId, 'dispatching')
      return { operation: 'dispatch-round', given: { roundId, courierId }, statements: [leaving] }
    }),
  )
  .post('/api/rounds/:id/withdraw', ...write(roundsBody.withdrawStop), (c) =>
    operate(c, async () => {
      const { shipmentId } = c.req.valid('json')
      const round = await findRound(c.env.DB, c.req.param('id'))
      if (!round) return problem(c, 'not-found')
      const stops = await stopsOf(c.env.DB, round.id)
      if (!stops.some((stop) => stop.shipmentId === shipmentId)) return problem(c, 'wrong-round')
      const given = { roundId: round.id, planned: round.state === 'planned', shipmentId }
      return { operation: 'withdraw-stop', given }
    }),
  )
  .post('/api/rounds/:id/move', ...write(roundsBody.moveStop), (c) =>
    operate(c, async () => {
      const { shipmentId, courierId } = c.req.valid('json')
      const [from, courier] = await Promise.all([
        findRound(c.env.DB, c.req.param('id')),
        findPerson(c.env.DB, courierId),
      ])
      if (!from) return problem(c, 'not-found')
      if (courier?.role !== 'courier')
        return problem(c, 'bad-request', [{ field: 'courierId', code: 'unknown' }])
      const stops = await stopsOf(c.env.DB, from.id)
      if (!stops.some((stop) => stop.shipmentId === shipmentId))
        return problem(c, 'bad-request', [{ field: 'shipmentId', code: 'unknown' }])
      const state = from.state === 'planned' ? 'planned' : 'dispatched'
      const there = await roundOn(c.env.DB, courierId, from.date)
      const fresh: Round = { id: newRoundId(), courierId, date: from.date, state, closedAt: null }
      const to = there?.state === state ? there : fresh
      return { operation: 'move-stop', given: { fromId: from.id, to, shipmentId } }
    }),
  )
