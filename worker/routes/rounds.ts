import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { RoundStop } from '../domain/round-progress.ts'
import type { Phase } from '../domain/state.ts'
import type { AppEnv } from '../http/context.ts'
import { csv, wantsCsv, whole } from '../http/csv.ts'
import { list } from '../http/list.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { write } from '../http/validate.ts'
import { findPerson } from '../registry/people.ts'
import { pointsForHolds } from '../registry/points.ts'
import { lineProgress, listRounds } from '../registry/round-lines.ts'
import {
  deleteStop,
  findRound,
  insertRound,
  insertStop,
  markRound,
  markStop,
  type Round,
  roundOn,
  stopsOf,
} from '../registry/rounds.ts'
import { linesOf } from '../registry/shipments.ts'
import { derivedId } from '../security/chain.ts'
import { shipmentOf } from '../shipment/api.ts'
import * as wire from '../wire/dispatcher.ts'
import type { RoundView } from '../wire/views.ts'
import { once } from './once.ts'
import { ROUNDS, STOPS } from './sheets.ts'

/** A call of ours to one shipment, with a key that a resumed round uses again. */
const callFor = (c: Context<AppEnv>, ...parts: string[]) => {
  const { role, id } = c.get('principal')
  return { by: { role, id }, once: { key: parts.join(':'), print: '' } }
}

const onRound = ({ id: roundId, courierId }: Round) => ({ type: 'schedule', roundId, courierId }) as const

/** Which shipments would not go on the round, each at its place in the request. */
async function refusals(c: Context<AppEnv>, round: Round, shipmentIds: string[]) {
  const results = await Promise.all(
    shipmentIds.map((id) => shipmentOf(c.env.SHIPMENT, id).wouldAccept(onRound(round))),
  )
  return results.flatMap((result, index) =>
    result.ok ? [] : [{ field: `shipmentIds.${index}`, code: result.refusal }],
  )
}

/**
 * Tells each shipment that it is on the round. All are asked first, since being told sends the recipient a
 * message; when one refuses after all, the others are taken off again.
 */
async function schedule(c: Context<AppEnv>, round: Round, shipmentIds: string[]): Promise<Response | null> {
  const asked = await refusals(c, round, shipmentIds)
  const told = asked.length > 0 ? [] : await Promise.all(shipmentIds.map((id) => tell(c, round, id)))
  const errors = [
    ...asked,
    ...told.flatMap((result, index) =>
      result.ok ? [] : [{ field: `shipmentIds.${index}`, code: result.refusal }],
    ),
  ]
  if (errors.length === 0) return null
  await Promise.all(
    told.map((result, index) =>
      result.ok
        ? shipmentOf(c.env.SHIPMENT, shipmentIds[index] ?? '').carryOut(
            { type: 'withdraw', roundId: round.id },
            callFor(c, round.id, 'withdraw', crypto.randomUUID()),
          )
        : null,
    ),
  )
  const all = (code: string) => errors.every((error) => error.code === code)
  const code = errors.some(({ code }) => code === 'not-found') ? 'not-found' : 'on-a-round'
  return problem(c, all('contact-pending') ? 'contact-pending' : code, errors)
}

const tell = (c: Context<AppEnv>, round: Round, shipmentId: string) =>
  shipmentOf(c.env.SHIPMENT, shipmentId).carryOut(
    onRound(round),
    callFor(c, round.id, shipmentId, 'schedule', crypto.randomUUID()),
  )

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

/** Tells every stop that the round leaves. Interrupted, it is simply called again. */
async function dispatch(c: Context<AppEnv>, round: Round) {
  const { id: roundId, courierId } = round
  await markRound(c.env.DB, roundId, 'dispatching').run()
  const [stops, points] = await Promise.all([stopsOf(c.env.DB, roundId), pointsForHolds(c.env.DB)])
  const outcomes = await Promise.all(
    // A shipment that was told before is told the same again, and says so: a dispatch can be resumed.
    stops.map(async ({ shipmentId, refused }) => {
      if (refused === 'withdrawn') return { shipmentId, outcome: refused, refused }
      const shipment = shipmentOf(c.env.SHIPMENT, shipmentId)
      const done = await shipment.dispatch(roundId, courierId, points, callFor(c, roundId, shipmentId))
      return { shipmentId, outcome: done.ok ? 'dispatched' : done.refusal, refused }
    }),
  )
  const marks = outcomes.flatMap(({ shipmentId, outcome, refused }) => {
    const why = outcome === 'dispatched' ? null : outcome
    return why === refused ? [] : [markStop(c.env.DB, roundId, shipmentId, why)]
  })
  await c.env.DB.batch([...marks, markRound(c.env.DB, roundId, 'dispatched')])
  const told = outcomes.map(({ shipmentId, outcome }) => ({ shipmentId, outcome }))
  return { id: roundId, state: 'dispatched' as const, stops: told }
}

/** Rounds: made, dispatched, changed. Each shipment is told by a call of its own. */
export const rounds = new Hono<AppEnv>()
  .on('GET', ['/api/rounds', '/api/rounds/:id'], requires('see-returns'))
  .on('POST', ['/api/rounds', '/api/rounds/:id/dispatch'], requires('manage-rounds'))
  .on('POST', ['/api/rounds/:id/move', '/api/rounds/:id/withdraw'], requires('manage-rounds'))
  .post('/api/rounds', ...write(wire.createRound), (c) =>
    once(c, async () => {
      const { courierId, date, shipmentIds } = c.req.valid('json')
      const courier = await findPerson(c.env.DB, courierId)
      if (courier?.role !== 'courier')
        return problem(c, 'bad-request', [{ field: 'courierId', code: 'unknown' }])
      const unique = [...new Set(shipmentIds)]
      // The same key makes the same round, so a request that was cut off is simply repeated.
      const round: Round = {
        id: derivedId('round', c.get('once').key),
        courierId,
        date,
        state: 'planned',
        closedAt: null,
      }
      const refused = await schedule(c, round, unique)
      if (refused) return refused
      const at = new Date().toISOString()
      const stops = unique.map((id, position) => insertStop(c.env.DB, round.id, id, position))
      return {
        reply: {
          status: 201,
          body: { id: round.id, courierId, date, state: round.state, shipmentIds: unique },
        },
        statements: [insertRound(c.env.DB, round, at), ...stops],
      }
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
  .post('/api/rounds/:id/dispatch', ...write(wire.dispatchRound), async (c) => {
    const round = await findRound(c.env.DB, c.req.param('id'))
    if (!round) return problem(c, 'not-found')
    return round.state === 'closed' ? problem(c, 'stop-closed') : c.json(await dispatch(c, round), 200)
  })
  .post('/api/rounds/:id/withdraw', ...write(wire.withdrawStop), (c) =>
    once(c, async () => {
      const { shipmentId } = c.req.valid('json')
      const round = await findRound(c.env.DB, c.req.param('id'))
      if (!round) return problem(c, 'not-found')
      const call = callFor(c, c.get('once').key)
      const shipment = shipmentOf(c.env.SHIPMENT, shipmentId)
      const done = await shipment.carryOut({ type: 'withdraw', roundId: round.id }, call)
      if (!done.ok) return problem(c, done.refusal)
      return {
        reply: { status: 200, body: { outcome: 'done' } },
        // What is on the vehicle has to come back: the stop stays on the list of return control.
        statements: [
          round.state === 'planned'
            ? deleteStop(c.env.DB, round.id, shipmentId)
            : markStop(c.env.DB, round.id, shipmentId, 'withdrawn'),
        ],
      }
    }),
  )
  .post('/api/rounds/:id/move', ...write(wire.moveStop), (c) =>
    once(c, async () => {
      const { shipmentId, courierId } = c.req.valid('json')
      const [from, courier] = await Promise.all([
        findRound(c.env.DB, c.req.param('id')),
        findPerson(c.env.DB, courierId),
      ])
      if (!from) return problem(c, 'not-found')
      if (courier?.role !== 'courier')
        return problem(c, 'bad-request', [{ field: 'courierId', code: 'unknown' }])
      const stops = await stopsOf(c.env.DB, from.id)
      const stop = stops.find((candidate) => candidate.shipmentId === shipmentId)
      if (!stop) return problem(c, 'bad-request', [{ field: 'shipmentId', code: 'unknown' }])
      const state = from.state === 'planned' ? 'planned' : 'dispatched'
      const there = await roundOn(c.env.DB, courierId, from.date)
      const to: Round =
        there?.state === state
          ? there
          : { id: derivedId('round', c.get('once').key), courierId, date: from.date, state, closedAt: null }
      const shipment = shipmentOf(c.env.SHIPMENT, shipmentId)
      const done = await shipment.carryOut(
        { type: 'move', roundId: to.id, courierId },
        callFor(c, c.get('once').key),
      )
      if (!done.ok) return problem(c, done.refusal)
      const position = (await stopsOf(c.env.DB, to.id)).length
      // What came back from the first round before stays its to count (R26).
      const count = await shipment.wouldAccept({ type: 'close-stop', roundId: from.id, scanned: [] })
      return {
        reply: { status: 200, body: { outcome: 'done', roundId: to.id } },
        statements: [
          insertRound(c.env.DB, to, new Date().toISOString()),
          count.ok
            ? markStop(c.env.DB, from.id, shipmentId, 'moved')
            : deleteStop(c.env.DB, from.id, shipmentId),
          insertStop(c.env.DB, to.id, shipmentId, position),
          // It may have been on that round before, and taken off.
          markStop(c.env.DB, to.id, shipmentId, null),
        ],
      }
    }),
  )
