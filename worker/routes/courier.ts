import { type Context, Hono } from 'hono'
import type { CourierRound } from '../api/stops/answers.ts'
import * as stopsBody from '../api/stops/bodies.ts'
import type { CourierCommand } from '../domain/command.ts'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'
import { requires, settled } from '../http/require.ts'
import { callOf, respond, upgradeRequest } from '../http/respond.ts'
import { write } from '../http/validate.ts'
import { personOf, type Tries } from '../person/api.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { findPerson } from '../registry/people.ts'
import { latestRounds, stopsOf } from '../registry/rounds.ts'
import { type CodeTry, shipmentOf } from '../shipment/api.ts'
import type { Personal } from '../shipment/call.ts'
import { SESSION_HEADER } from '../shipment/live.ts'
import { handsOf, respondIdentity } from './hands.ts'

const DAY_MS = 86_400_000

const shipmentAt = (c: Context<AppEnv>) => findShipment(c.env, c.req.param('shipmentId') ?? '')

type Plain = Exclude<CourierCommand, { type: 'try-code' }>
/** A command without who gives it: distributes over the union, so that each keeps its own fields. */
type WithoutCourier<T> = T extends unknown ? Omit<T, 'courierId'> : never

async function carryOut(c: Context<AppEnv>, command: WithoutCourier<Plain>, personal?: Personal) {
  const whole = { ...command, courierId: c.get('principal').id } as Plain
  return respond(c, await (await shipmentAt(c)).carryOut(whole, callOf(c), personal))
}

async function tryCode(c: Context<AppEnv>, attempt: Pick<CodeTry, 'proof' | 'code'>, labels?: string[]) {
  const { id: personId, blocked, reservation } = c.get('principal')
  const whole = { ...attempt, personId, pointId: null, blocked, reservation, ...(labels && { labels }) }
  const done = await (await shipmentAt(c)).tryCode(whole, callOf(c))
  // The shipment settled it with what it counted: one call less while somebody waits at a door.
  const unknown = !done.ok && done.refusal === 'not-found'
  if (!unknown) c.set('principal', { ...c.get('principal'), reservation: null })
  return respond(c, done, attempt.proof === 'pin' ? 'pin' : 'code')
}

/** Codes and identity checks are reserved with the person before the shipment sees them (R18). */
function triesOf(c: Context<AppEnv>): Tries | undefined {
  const action = c.req.path.slice(c.req.path.lastIndexOf('/') + 1)
  const shipmentId = c.req.param('shipmentId') ?? ''
  if (c.req.method !== 'POST') return undefined
  return action === 'pin' || action === 'identity' ? { what: action, shipmentId } : undefined
}

/** The courier's round and everything at the door. Each call: the person, then the one shipment. */
export const courier = new Hono<AppEnv>()
  .use('/api/round', requires('deliver'))
  .use('/api/stops/:shipmentId/*', requires('deliver', triesOf), settled)
  .get('/api/round', async (c) => {
    const { id, blocked, notices } = c.get('principal')
    const tomorrow = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10)
    const [person, rounds] = await Promise.all([
      findPerson(c.env.DB, id),
      latestRounds(c.env.DB, id, tomorrow),
    ])
    const lists = await Promise.all(rounds.map((round) => stopsOf(c.env.DB, round.id)))
    // Out twice in a day it stands on two rounds, and is one stop.
    const ids = new Set(lists.flat().map(({ shipmentId }) => shipmentId))
    const stops = await Promise.all(
      [...ids].map((shipmentId) => shipmentOf(c.env.SHIPMENT, shipmentId).stop(id)),
    )
    const last = rounds.at(-1)
    return c.json(
      {
        roundId: last?.id ?? null,
        date: last?.date ?? '',
        courier: { id, name: person?.name ?? '' },
        stops: stops.filter((stop) => stop !== null),
        closed: rounds.length > 0 && rounds.every(({ state }) => state === 'closed'),
        blocked,
        notices: notices.map(({ at, kind }) => ({ at: new Date(at).toISOString(), kind })),
      } satisfies CourierRound,
      200,
    )
  })
  .get('/api/stops/:shipmentId', async (c) => {
    const stop = await (await shipmentAt(c)).stop(c.get('principal').id)
    return stop ? c.json(stop, 200) : problem(c, 'not-found')
  })
  .get('/api/stops/:shipmentId/live', async (c) => {
    const { id, session } = c.get('principal')
    if (c.req.header('upgrade') !== 'websocket' || !session) return problem(c, 'bad-request')
    const shipment = await shipmentAt(c)
    if (!(await shipment.stop(id))) return problem(c, 'not-found')
    await personOf(c.env.PERSON, id).watch(session.sessionId, c.req.param('shipmentId'))
    return shipment.fetch(upgradeRequest(SESSION_HEADER, session.sessionId))
  })
  .post('/api/stops/:shipmentId/arrive', ...write(stopsBody.arrive), (c) => {
    const { at, place } = c.req.valid('json')
    return carryOut(c, { type: 'arrive', deviceAt: at, placed: place !== undefined }, place && { place })
  })
  .post('/api/stops/:shipmentId/pin', ...write(stopsBody.pin), (c) => {
    const { pin, labels } = c.req.valid('json')
    return tryCode(c, { proof: 'pin', code: pin }, labels)
  })
  .post('/api/stops/:shipmentId/qr', ...write(stopsBody.qr), (c) => {
    const { code, labels } = c.req.valid('json')
    return tryCode(c, { proof: 'qr', code }, labels)
  })
  .post('/api/stops/:shipmentId/receipt', ...write(stopsBody.receipt), async (c) =>
    respond(c, await (await shipmentAt(c)).checkReceipt(c.get('principal').id, c.req.valid('json').code)),
  )
  .post('/api/stops/:shipmentId/no-code', ...write(stopsBody.noCode), (c) =>
    carryOut(c, { type: 'declare-no-code', blocked: c.get('principal').blocked }),
  )
  .post('/api/stops/:shipmentId/identity', ...write(stopsBody.identity), async (c) => {
    const checked = c.req.valid('json')
    const { blocked } = c.get('principal')
    if ('declined' in checked)
      return carryOut(c, {
        type: 'check-identity',
        declined: true,
        nameMatches: false,
        signed: false,
        blocked,
      })
    const { documentType, nameMatches, signature, labels } = checked
    const signed = signature !== undefined
    const shipment = await shipmentAt(c)
    const hands = nameMatches ? await handsOf(c, shipment) : null
    const seen = { declined: false, documentType, nameMatches, signed, blocked, hands }
    const by = { type: 'check-identity', courierId: c.get('principal').id } as const
    const command = { ...by, ...seen, ...(labels && { labels }) }
    return respondIdentity(c, await shipment.carryOut(command, callOf(c), signature && { signature }))
  })
  .post('/api/stops/:shipmentId/fail', ...write(stopsBody.fail), (c) =>
    carryOut(c, { type: 'fail-visit', reason: c.req.valid('json').reason }),
  )
  .post('/api/stops/:shipmentId/deliver', ...write(stopsBody.deliver), (c) => {
    const { signature, labels } = c.req.valid('json')
    return carryOut(c, { type: 'deliver', ...(labels && { labels }) }, { signature })
  })
  .post('/api/stops/:shipmentId/send', ...write(stopsBody.send), (c) =>
    carryOut(c, { type: 'send-at-door', what: c.req.valid('json').what }),
  )
