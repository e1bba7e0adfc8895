import type { Arrived, CourierGuide, CourierRound } from '../api/stops/answers.ts'
import * as stops from '../api/stops/operations.ts'
import type { CourierCommand } from '../domain/command.ts'
import { doorRules } from '../domain/door-rules.ts'
import type { HandlerContext } from '../http/context.ts'
import { answerOf, callOf, ok, refuse, upgradeRequest } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import type { PersonalInput } from '../objects/call.ts'
import { personStub } from '../objects/person.ts'
import { type CodeTry, type ShipmentResult, shipmentStub } from '../objects/shipment.ts'
import { contractsOfRounds } from '../registry/contracts.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { findPerson } from '../registry/people.ts'
import { latestRounds, stopsOf } from '../registry/rounds.ts'
import { SESSION_HEADER } from '../shipment/live.ts'
import { answerOfIdentity, handsOf } from './parts/hands.ts'

const DAY_MS = 86_400_000

const shipmentAt = (c: HandlerContext<'shipmentId'>) => findShipment(c.env, c.params.shipmentId)

type Plain = Exclude<CourierCommand, { type: 'try-code' }>
/**
 * A command without the courier who gives it. The type distributes over the union, so that each command keeps
 * its own fields.
 */
type WithoutCourier<T> = T extends unknown ? Omit<T, 'courierId'> : never

/** Turns what a shipment did into an answer, and notes where a device's act had nothing to record. */
function answered(c: HandlerContext<never>, done: ShipmentResult, codeField?: string) {
  if (done.ok && done.unrecorded) c.unrecorded()
  return answerOf(done, codeField)
}

async function carryOut(
  c: HandlerContext<'shipmentId'>,
  command: WithoutCourier<Plain>,
  personalData?: PersonalInput,
) {
  const whole = { ...command, courierId: c.principal.id } as Plain
  return answered(c, await (await shipmentAt(c)).carryOut(whole, callOf(c), personalData))
}

async function tryCode(
  c: HandlerContext<'shipmentId'>,
  attempt: Pick<CodeTry, 'proof' | 'code'>,
  labels?: string[],
) {
  const { id: personId, blocked, reservation } = c.principal
  const whole = { ...attempt, personId, pointId: null, blocked, reservation, ...(labels && { labels }) }
  const done = await (await shipmentAt(c)).tryCode(whole, callOf(c))
  // The shipment settled the reservation together with the try, which saves a call while somebody waits at
  // the door.
  const unknown = !done.ok && done.refusal === 'not-found'
  if (!unknown) c.principal.reservation = null
  return answered(c, done, attempt.proof === 'pin' ? 'pin' : 'code')
}

const roundsToday = (env: HandlerContext<never>['env'], courierId: string) =>
  latestRounds(env.DB, courierId, new Date(Date.now() + DAY_MS).toISOString().slice(0, 10))

/** Returns the courier's rounds of today with their stops. */
async function roundOf({ env, principal: { id } }: Pick<HandlerContext<never>, 'env' | 'principal'>) {
  const rounds = await roundsToday(env, id)
  const lists = await Promise.all(rounds.map((round) => stopsOf(env.DB, round.id)))
  // A shipment that went out twice in a day is on two rounds but is one stop.
  const ids = new Set(lists.flat().map(({ shipmentId }) => shipmentId))
  const stops = await Promise.all(
    [...ids].map((shipmentId) => shipmentStub(env.SHIPMENT, shipmentId).stop(id)),
  )
  // The words of a visit are told at its door, not in a list of doors (R39).
  return { rounds, stops: stops.flatMap((stop) => (stop ? [{ ...stop, visitWords: null }] : [])) }
}

/** Returns when the courier last arrived at another stop, in ms, or null. Only the other stops know (R37). */
async function begunElsewhere(c: HandlerContext<'shipmentId'>): Promise<number | null> {
  const { stops } = await roundOf(c)
  const others = stops.filter(({ shipmentId }) => shipmentId !== c.params.shipmentId)
  const arrivals = others.flatMap(({ arrivedAt }) => (arrivedAt === null ? [] : [Date.parse(arrivedAt)]))
  return arrivals.length > 0 ? Math.max(...arrivals) : null
}

/**
 * Serves the courier's round and everything at the door. Each call asks the person, then the one shipment.
 */
export const stopsHandlers: Served[] = [
  serve(stops.round, async (c) => {
    const { id, blocked, notices, identityChecks } = c.principal
    const [person, { rounds, stops }] = await Promise.all([findPerson(c.env.DB, id), roundOf(c)])
    const last = rounds.at(-1)
    return ok({
      roundId: last?.id ?? null,
      date: last?.date ?? '',
      courier: { id, name: person?.name ?? '' },
      stops,
      closed: rounds.length > 0 && rounds.every(({ state }) => state === 'closed'),
      blocked,
      // The counts of an earlier day are over with it.
      identityChecks: identityChecks.day >= (last?.date ?? '') ? identityChecks.count : 0,
      notices: notices.map(({ at, kind }) => ({ at: new Date(at).toISOString(), kind })),
      now: new Date().toISOString(),
    } satisfies CourierRound)
  }),
  serve(stops.guide, async ({ env, principal: { id } }) => {
    const contracts = await contractsOfRounds(env.DB, await roundsToday(env, id))
    const items = contracts.map((contract) => ({
      contractId: contract.id,
      carrier: contract.carrier,
      rules: doorRules(contract.policy),
    }))
    return ok({ items } satisfies CourierGuide)
  }),
  serve(stops.read, async (c) => {
    const stop = await (await shipmentAt(c)).stop(c.principal.id)
    return stop ? ok(stop) : refuse('not-found')
  }),
  serve(stops.live, async (c) => {
    const { id, session } = c.principal
    if (c.http.req.header('upgrade') !== 'websocket' || !session) return refuse('bad-request')
    const shipment = await shipmentAt(c)
    if (!(await shipment.stop(id))) return refuse('not-found')
    const watched = await personStub(c.env.PERSON, id).watch(session.sessionId, c.params.shipmentId, c.ticket)
    if (!watched) return refuse('unauthorised')
    return shipment.fetch(upgradeRequest(SESSION_HEADER, session.sessionId, c.ticket !== null))
  }),
  serve(stops.arrive, async (c) => {
    const { at, place } = c.body
    const arrival = { deviceAt: at, deviceMs: Date.parse(at), placed: place !== undefined }
    const answer = await carryOut(c, { type: 'arrive', ...arrival }, place && { place })
    if ('refusal' in answer) return answer
    // The words are derived anew for each answer, because a stored answer holds no secret.
    const words = (await (await shipmentAt(c)).stop(c.principal.id))?.visitWords
    return words ? ok({ ...(answer.body as Arrived), visitWords: words }) : answer
  }),
  serve(stops.pin, (c) => {
    const { pin, labels } = c.body
    return tryCode(c, { proof: 'pin', code: pin }, labels)
  }),
  serve(stops.qr, (c) => {
    const { code, labels } = c.body
    return tryCode(c, { proof: 'qr', code }, labels)
  }),
  serve(stops.receipt, async (c) => {
    // It is a question, whoever asks it.
    c.unrecorded()
    return answerOf(await (await shipmentAt(c)).checkReceipt(c.principal.id, c.body.code))
  }),
  serve(stops.payment, async (c) => {
    const shown = await (await shipmentAt(c)).doorPaymentUrl({ courierId: c.principal.id })
    return shown.ok ? ok(shown.value) : refuse(shown.refusal)
  }),
  serve(stops.noCode, (c) => carryOut(c, { type: 'declare-no-code', blocked: c.principal.blocked })),
  serve(stops.identity, async (c) => {
    const checked = c.body
    const { blocked } = c.principal
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
    const by = { type: 'check-identity', courierId: c.principal.id } as const
    const command = { ...by, ...seen, ...(labels && { labels }) }
    const done = await shipment.carryOut(command, callOf(c), signature && { signature })
    if (done.ok && done.unrecorded) c.unrecorded()
    return answerOfIdentity(done)
  }),
  serve(stops.fail, (c) => carryOut(c, { type: 'fail-visit', reason: c.body.reason })),
  serve(stops.reopen, async (c) => carryOut(c, { type: 'reopen-visit', begunAt: await begunElsewhere(c) })),
  serve(stops.deliver, (c) => {
    const { signature, labels } = c.body
    return carryOut(c, { type: 'deliver', ...(labels && { labels }) }, { signature })
  }),
  serve(stops.send, (c) => carryOut(c, { type: 'send-at-door', what: c.body.what })),
]
