import { type Context, Hono } from 'hono'
import { addDays, dayOf } from '../calendar.ts'
import { findLabel } from '../domain/label.ts'
import { COUNTED, type CountedStop, countTogether } from '../domain/round-count.ts'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { callOf, respond, stepOf } from '../http/respond.ts'
import { write } from '../http/validate.ts'
import { personOf } from '../person/api.ts'
import { addEdge } from '../registry/ancestry.ts'
import { findPerson, findProvider } from '../registry/people.ts'
import { findPoint, pointInfo } from '../registry/points.ts'
import {
  closeRound,
  countable,
  findRound,
  insertRound,
  insertStop,
  latestRounds,
  type Round,
  roundOn,
  roundsOfDay,
  stopsOf,
} from '../registry/rounds.ts'
import { derivedId } from '../security/chain.ts'
import { type Invitation, signInvitation } from '../security/tokens.ts'
import { shipmentOf } from '../shipment/api.ts'
import * as wire from '../wire/returns.ts'
import { type Effect, once } from './once.ts'

const SUBSTITUTE_MS = 4 * 3_600_000
const tomorrow = () => addDays(dayOf(Date.now(), 'UTC'), 1)

/**
 * Return control (R26): every stop counts its parcels and records what that makes of them. A claim that waits for a
 * dispatcher is named beside the count and holds nothing back (R21).
 */
async function close(c: Context<AppEnv>, rounds: Round[], scanned: string[]): Promise<Effect> {
  const stops: (CountedStop & { claimed: boolean })[] = []
  for (const { id: roundId } of rounds)
    for (const { shipmentId } of await stopsOf(c.env.DB, roundId)) {
      const shipment = shipmentOf(c.env.SHIPMENT, shipmentId)
      const call = stepOf(c, `${roundId} ${shipmentId}`)
      const done = await shipment.carryOut({ type: 'close-stop', roundId, scanned }, call)
      // One that never left with this round, or was moved to another, is not its to explain.
      if (!done.ok || done.value.outcome !== 'counted') continue
      const { claimed, ...count } = done.value
      stops.push({ shipmentId, count, claimed })
    }
  const count = countTogether(stops)
  const all = COUNTED.flatMap((place) => count[place])
  const labels = all.map(({ label }) => label)
  const waiting = new Set(stops.flatMap(({ shipmentId, claimed }) => (claimed ? [shipmentId] : [])))
  const body: wire.RoundCount = {
    ...count,
    claimed: all.filter(({ shipmentId }) => waiting.has(shipmentId)),
    unknown: scanned.filter((label) => findLabel(labels, label) === null),
  }
  const at = new Date().toISOString()
  return { reply: { status: 200, body }, statements: rounds.map(({ id }) => closeRound(c.env.DB, id, at)) }
}

async function sheet(c: Context<AppEnv>, round: Round): Promise<wire.RoundSheet> {
  const [stops, courier] = await Promise.all([
    stopsOf(c.env.DB, round.id),
    findPerson(c.env.DB, round.courierId),
  ])
  const [provider, views] = await Promise.all([
    courier?.providerId ? findProvider(c.env.DB, courier.providerId) : null,
    Promise.all(stops.map(({ shipmentId }) => shipmentOf(c.env.SHIPMENT, shipmentId).roundStop(round.id))),
  ])
  const { id, date, state, closedAt } = round
  return {
    id,
    date,
    state,
    closedAt,
    courier: { id: round.courierId, name: courier?.name ?? '', provider: provider?.name ?? '' },
    stops: views.filter((stop) => stop !== null),
  }
}

/** The tablet of a running round failed (R17): its sessions end first, then every open stop is told. */
async function deviceFailure(c: Context<AppEnv>, round: Round, reason: string): Promise<Effect> {
  if (round.state !== 'dispatched') return problem(c, 'not-out-for-delivery')
  const courier = await findPerson(c.env.DB, round.courierId)
  await personOf(c.env.PERSON, round.courierId).endAll()
  let goesOn = false
  for (const { shipmentId } of await stopsOf(c.env.DB, round.id)) {
    const shipment = shipmentOf(c.env.SHIPMENT, shipmentId)
    const done = await shipment.carryOut(
      { type: 'record-tablet-failure', roundId: round.id },
      stepOf(c, shipmentId),
      { reason },
    )
    if (done.ok && done.value.outcome === 'identity') goesOn = true
  }
  const invitation: Invitation | null =
    goesOn && courier
      ? {
          jti: crypto.randomUUID(),
          role: 'courier',
          personId: courier.id,
          name: courier.name,
          invitedBy: c.get('principal').id,
          substitute: true,
          // Later than the end of the tablet's sessions, which is this very millisecond.
          issuedAt: Date.now() + 2,
          exp: Math.floor((Date.now() + SUBSTITUTE_MS) / 1000),
        }
      : null
  const edge = {
    personId: round.courierId,
    byId: c.get('principal').id,
    act: 'invited',
    at: Date.now(),
  } as const
  const statements = invitation ? [addEdge(c.env.DB, edge)] : []
  return { reply: { status: 200, body: { invitation } }, statements }
}

/** A parcel that came back goes out again: on the round of that day, or a new one (R26). */
async function reschedule(c: Context<AppEnv>, id: string, given: { date?: string; courierId?: string }) {
  const shipment = shipmentOf(c.env.SHIPMENT, id)
  const view = await shipment.view(null)
  if (!view) return problem(c, 'not-found')
  const courierId = given.courierId ?? view.round?.courierId
  const courier = courierId ? await findPerson(c.env.DB, courierId) : null
  if (courier?.role !== 'courier')
    return problem(c, 'bad-request', [{ field: 'courierId', code: courierId ? 'unknown' : 'required' }])
  const date = given.date ?? tomorrow()
  const there = await roundOn(c.env.DB, courier.id, date)
  const fresh = { id: derivedId('round', c.get('once').key), courierId: courier.id, date, closedAt: null }
  const round: Round = there?.state === 'planned' ? there : { ...fresh, state: 'planned' }
  const command = { type: 'schedule', roundId: round.id, courierId: courier.id } as const
  const done = await shipment.carryOut(command, stepOf(c, 'schedule'))
  if (!done.ok) return problem(c, done.refusal)
  const position = (await stopsOf(c.env.DB, round.id)).length
  return {
    reply: { status: 200, body: { roundId: round.id, courierId: courier.id, date } },
    statements: [
      insertRound(c.env.DB, round, new Date().toISOString()),
      insertStop(c.env.DB, round.id, id, position),
    ],
  } satisfies Effect
}

/** The end of the round and what becomes of what came back. */
export const returns = new Hono<AppEnv>()
  .on('POST', '/api/round/close', requires('deliver'))
  .on('POST', '/api/rounds/:id/close', requires('close-rounds'))
  .on('GET', '/api/rounds/:id/sheet', requires('see-returns'))
  .on('POST', '/api/rounds/:id/device-failure', requires('manage-rounds'))
  .on('POST', '/api/shipments/:id/reschedule', requires('reschedule'))
  .on('POST', '/api/shipments/:id/point', requires('choose-point'))
  .on('POST', '/api/shipments/:id/return', requires('order-return'))
  .post('/api/round/close', ...write(wire.closeOwn), (c) =>
    once(c, async () => {
      const { id } = c.get('principal')
      const { scanned, roundId } = c.req.valid('json')
      const counted = roundId === undefined ? null : await findRound(c.env.DB, roundId)
      if (roundId !== undefined && counted?.courierId !== id) return problem(c, 'not-found')
      const rounds = countable(
        counted
          ? await roundsOfDay(c.env.DB, id, counted.date)
          : await latestRounds(c.env.DB, id, tomorrow()),
      )
      if (rounds.length === 0) return problem(c, 'not-out-for-delivery')
      return close(c, rounds, scanned)
    }),
  )
  .post('/api/rounds/:id/close', ...write(wire.close), (c) =>
    once(c, async () => {
      const round = await findRound(c.env.DB, c.req.param('id'))
      if (!round) return problem(c, 'not-found')
      if (round.state === 'planned') return problem(c, 'not-out-for-delivery')
      return close(c, [round], c.req.valid('json').scanned)
    }),
  )
  .get('/api/rounds/:id/sheet', async (c) => {
    const round = await findRound(c.env.DB, c.req.param('id'))
    return round ? c.json(await sheet(c, round), 200) : problem(c, 'not-found')
  })
  .post('/api/rounds/:id/device-failure', ...write(wire.deviceFailure), (c) =>
    once(
      c,
      async () => {
        const round = await findRound(c.env.DB, c.req.param('id'))
        return round ? deviceFailure(c, round, c.req.valid('json').reason) : problem(c, 'not-found')
      },
      async (body) => {
        const { invitation } = body as { invitation: Invitation | null }
        const { signingKeys, publicUrl } = c.get('config')
        const [key] = signingKeys
        if (!invitation || !key) return {}
        const expiresAt = new Date(invitation.exp * 1000).toISOString()
        return { url: `${publicUrl}/app/#${await signInvitation(key, invitation)}`, expiresAt }
      },
    ),
  )
  .post('/api/shipments/:id/reschedule', ...write(wire.reschedule), (c) =>
    once(c, () => {
      const { date, courierId } = c.req.valid('json')
      return reschedule(c, c.req.param('id'), { ...(date && { date }), ...(courierId && { courierId }) })
    }),
  )
  .post('/api/shipments/:id/point', ...write(wire.choosePoint), async (c) => {
    const point = await findPoint(c.env.DB, c.req.valid('json').pointId)
    if (!point) return problem(c, 'bad-request', [{ field: 'pointId', code: 'unknown' }])
    const shipment = shipmentOf(c.env.SHIPMENT, c.req.param('id'))
    return respond(c, await shipment.carryOut({ type: 'choose-point', point: pointInfo(point) }, callOf(c)))
  })
  .post('/api/shipments/:id/return', ...write(wire.orderReturn), async (c) => {
    const { reason } = c.req.valid('json')
    const shipment = shipmentOf(c.env.SHIPMENT, c.req.param('id'))
    const command = { type: 'order-return', reason: 'dispatcher' } as const
    return respond(c, await shipment.carryOut(command, callOf(c), { reason }))
  })
