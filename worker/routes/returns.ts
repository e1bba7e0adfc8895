import { type Context, Hono } from 'hono'
import type { RoundCount, RoundSheet } from '../api/rounds/answers.ts'
import * as roundsBody from '../api/rounds/bodies.ts'
import * as shipmentsBody from '../api/shipments/bodies.ts'
import * as stopsBody from '../api/stops/bodies.ts'
import { addDays, dayOf } from '../calendar.ts'
import { findLabel } from '../domain/label.ts'
import { COUNTED } from '../domain/round-count.ts'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { callOf, respond } from '../http/respond.ts'
import { NO_STORE } from '../http/revalidate.ts'
import { write } from '../http/validate.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { announcedAmong } from '../registry/labels.ts'
import { findPerson, findProvider } from '../registry/people.ts'
import { findPoint, pointInfo } from '../registry/points.ts'
import {
  countable,
  findRound,
  latestRounds,
  newRoundId,
  type Round,
  roundOn,
  roundsOfDay,
  stopsOf,
} from '../registry/rounds.ts'
import { type Invitation, signInvitation } from '../security/tokens.ts'
import { shipmentOf } from '../shipment/api.ts'
import { operate, type Plan } from './once.ts'

const SUBSTITUTE_MS = 4 * 3_600_000
const tomorrow = () => addDays(dayOf(Date.now(), 'UTC'), 1)

/** Closes rounds with what was scanned; the answer also names scans of no parcel of theirs. */
const close = (c: Context<AppEnv>, scanned: string[], rounds: () => Promise<Round[] | Response>) =>
  operate(
    c,
    async () => {
      const found = await rounds()
      if (found instanceof Response) return found
      const given = { roundIds: found.map(({ id }) => id), scanned: await announcedAmong(c.env.DB, scanned) }
      return { operation: 'close-rounds', given }
    },
    {
      reveal: (body) => {
        const counted = body as Omit<RoundCount, 'unknown'>
        const labels = COUNTED.flatMap((place) => counted[place]).map(({ label }) => label)
        const unknown = scanned.filter((label) => findLabel(labels, label) === null)
        return { ...counted, unknown } satisfies RoundCount
      },
    },
  )

async function sheet(c: Context<AppEnv>, round: Round): Promise<RoundSheet> {
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

/** The tablet of a running round failed (R17): whoever goes on with it comes in by an invitation of their own. */
async function replaceTablet(
  c: Context<AppEnv>,
  roundId: string,
  reason: string,
): Promise<Plan<'replace-tablet'>> {
  const round = await findRound(c.env.DB, roundId)
  if (!round) return problem(c, 'not-found')
  if (round.state !== 'dispatched') return problem(c, 'not-out-for-delivery')
  const courier = await findPerson(c.env.DB, round.courierId)
  if (!courier) return problem(c, 'not-found')
  const invitation: Invitation = {
    jti: crypto.randomUUID(),
    role: 'courier',
    personId: courier.id,
    name: courier.name,
    invitedBy: c.get('principal').id,
    substitute: true,
    issuedAt: Date.now(),
    exp: Math.floor((Date.now() + SUBSTITUTE_MS) / 1000),
  }
  return { operation: 'replace-tablet', given: { roundId, reason, invitation } }
}

/** A parcel that came back goes out again: on the round of that day, or a new one (R26). */
async function reschedule(
  c: Context<AppEnv>,
  shipmentId: string,
  given: { date?: string; courierId?: string },
): Promise<Plan<'reschedule-stop'>> {
  const view = await (await findShipment(c.env, shipmentId)).view(null)
  if (!view) return problem(c, 'not-found')
  const courierId = given.courierId ?? view.round?.courierId
  const courier = courierId ? await findPerson(c.env.DB, courierId) : null
  if (courier?.role !== 'courier')
    return problem(c, 'bad-request', [{ field: 'courierId', code: courierId ? 'unknown' : 'required' }])
  const date = given.date ?? tomorrow()
  const there = await roundOn(c.env.DB, courier.id, date)
  const fresh: Round = { id: newRoundId(), courierId: courier.id, date, state: 'planned', closedAt: null }
  const round = there?.state === 'planned' ? there : fresh
  return { operation: 'reschedule-stop', given: { round, shipmentId } }
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
  .post('/api/round/close', ...write(stopsBody.closeOwn), (c) => {
    const { id } = c.get('principal')
    const { scanned, roundId } = c.req.valid('json')
    return close(c, scanned, async () => {
      const counted = roundId === undefined ? null : await findRound(c.env.DB, roundId)
      if (roundId !== undefined && counted?.courierId !== id) return problem(c, 'not-found')
      const rounds = countable(
        counted
          ? await roundsOfDay(c.env.DB, id, counted.date)
          : await latestRounds(c.env.DB, id, tomorrow()),
      )
      return rounds.length === 0 ? problem(c, 'not-out-for-delivery') : rounds
    })
  })
  .post('/api/rounds/:id/close', ...write(roundsBody.close), (c) =>
    close(c, c.req.valid('json').scanned, async () => {
      const round = await findRound(c.env.DB, c.req.param('id'))
      if (!round) return problem(c, 'not-found')
      return round.state === 'planned' ? problem(c, 'not-out-for-delivery') : [round]
    }),
  )
  .get('/api/rounds/:id/sheet', async (c) => {
    const round = await findRound(c.env.DB, c.req.param('id'))
    return round ? c.json(await sheet(c, round), 200, NO_STORE) : problem(c, 'not-found')
  })
  .post('/api/rounds/:id/device-failure', ...write(roundsBody.deviceFailure), (c) =>
    operate(c, () => replaceTablet(c, c.req.param('id'), c.req.valid('json').reason), {
      reveal: async (body) => {
        const { invitation } = body as { invitation: Invitation | null }
        const { signingKeys, publicUrl } = c.get('config')
        const [key] = signingKeys
        if (!invitation || !key) return {}
        const expiresAt = new Date(invitation.exp * 1000).toISOString()
        return { url: `${publicUrl}/app/#${await signInvitation(key, invitation)}`, expiresAt }
      },
    }),
  )
  .post('/api/shipments/:id/reschedule', ...write(shipmentsBody.reschedule), (c) =>
    operate(c, () => {
      const { date, courierId } = c.req.valid('json')
      return reschedule(c, c.req.param('id'), { ...(date && { date }), ...(courierId && { courierId }) })
    }),
  )
  .post('/api/shipments/:id/point', ...write(shipmentsBody.choosePoint), async (c) => {
    const point = await findPoint(c.env.DB, c.req.valid('json').pointId)
    if (!point) return problem(c, 'bad-request', [{ field: 'pointId', code: 'unknown' }])
    const shipment = await findShipment(c.env, c.req.param('id'))
    return respond(c, await shipment.carryOut({ type: 'choose-point', point: pointInfo(point) }, callOf(c)))
  })
  .post('/api/shipments/:id/return', ...write(shipmentsBody.orderReturn), async (c) => {
    const { reason } = c.req.valid('json')
    const shipment = await findShipment(c.env, c.req.param('id'))
    const command = { type: 'order-return', reason: 'dispatcher' } as const
    return respond(c, await shipment.carryOut(command, callOf(c), { reason }))
  })
