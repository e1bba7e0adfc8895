import type { RoundCount, RoundSheet } from '../api/rounds/answers.ts'
import * as rounds from '../api/rounds/operations.ts'
import * as shipments from '../api/shipments/operations.ts'
import * as stops from '../api/stops/operations.ts'
import { COUNTED } from '../domain/round-count.ts'
import { findScanned } from '../domain/scanned.ts'
import type { Context } from '../http/context.ts'
import { readAct } from '../http/device-act.ts'
import { answerOf, callOf, isRefused, ok, type Refused, refuse } from '../http/reply.ts'
import { NO_STORE } from '../http/revalidate.ts'
import { type Served, serve } from '../http/serve.ts'
import { shipmentStub } from '../objects/shipment.ts'
import type { LookedThrough } from '../operations/device-gaps.ts'
import { addDays, dayOf } from '../platform/calendar.ts'
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
import { type OperationPlan, runOperation } from './parts/idempotent-write.ts'

const SUBSTITUTE_MS = 4 * 3_600_000
const tomorrow = () => addDays(dayOf(Date.now(), 'UTC'), 1)

/** Returns whose acts the end of these rounds looks through. All are one courier's, who may be the one who ends them. */
function lookedThrough(c: Context, [round]: readonly Round[]): LookedThrough | null {
  if (!round) return null
  const { courierId, date } = round
  const act = c.principal.id === courierId ? readAct(c.http.req.header('sesame-act')) : null
  return { courierId, date, closing: act && { device: act.device, seq: act.seq } }
}

/**
 * Closes rounds with the scanned labels; the answer also lists labels that belong to none of their parcels.
 */
const close = (c: Context, scanned: string[], rounds: () => Promise<Round[] | Refused>) =>
  runOperation(
    c,
    async () => {
      const found = await rounds()
      if (isRefused(found)) return found
      const given = { roundIds: found.map(({ id }) => id), scanned: await announcedAmong(c.env.DB, scanned) }
      const looked = lookedThrough(c, found)
      return { operation: 'close-rounds', given: { ...given, ...(looked && { looked }) } }
    },
    {
      reveal: (body) => {
        const counted = body as Omit<RoundCount, 'unknown'>
        const labels = COUNTED.flatMap((place) => counted[place]).map(({ label }) => label)
        const unknown = scanned.filter((text) => findScanned(labels, text) === null)
        return { ...counted, unknown } satisfies RoundCount
      },
    },
  )

async function sheet(c: Context, round: Round): Promise<RoundSheet> {
  const [stops, courier] = await Promise.all([
    stopsOf(c.env.DB, round.id),
    findPerson(c.env.DB, round.courierId),
  ])
  const [provider, views] = await Promise.all([
    courier?.providerId ? findProvider(c.env.DB, courier.providerId) : null,
    Promise.all(stops.map(({ shipmentId }) => shipmentStub(c.env.SHIPMENT, shipmentId).roundStop(round.id))),
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

/**
 * Plans the replacement of a running round's tablet that failed (R17). Whoever continues the round gets an
 * invitation of their own.
 */
async function replaceTablet(
  c: Context,
  roundId: string,
  reason: string,
): Promise<OperationPlan<'replace-tablet'>> {
  const round = await findRound(c.env.DB, roundId)
  if (!round) return refuse('not-found')
  if (round.state !== 'dispatched') return refuse('not-out-for-delivery')
  const courier = await findPerson(c.env.DB, round.courierId)
  if (!courier) return refuse('not-found')
  const invitation: Invitation = {
    jti: crypto.randomUUID(),
    role: 'courier',
    personId: courier.id,
    name: courier.name,
    invitedBy: c.principal.id,
    substitute: true,
    issuedAt: Date.now(),
    exp: Math.floor((Date.now() + SUBSTITUTE_MS) / 1000),
  }
  return { operation: 'replace-tablet', given: { roundId, reason, invitation } }
}

/**
 * Plans another visit for a parcel that came back: on the courier's planned round of that day, or on a new
 * one (R26).
 */
async function reschedule(
  c: Context,
  shipmentId: string,
  given: { date?: string; courierId?: string },
): Promise<OperationPlan<'reschedule-stop'>> {
  const view = await (await findShipment(c.env, shipmentId)).view(null)
  if (!view) return refuse('not-found')
  const courierId = given.courierId ?? view.round?.courierId
  const courier = courierId ? await findPerson(c.env.DB, courierId) : null
  if (courier?.role !== 'courier')
    return refuse('bad-request', [{ field: 'courierId', code: courierId ? 'unknown' : 'required' }])
  const date = given.date ?? tomorrow()
  const there = await roundOn(c.env.DB, courier.id, date)
  const fresh: Round = { id: newRoundId(), courierId: courier.id, date, state: 'planned', closedAt: null }
  const round = there?.state === 'planned' ? there : fresh
  return { operation: 'reschedule-stop', given: { round, shipmentId } }
}

/** Serves the end of the round and what happens to the parcels that came back. */
export const returnsHandlers: Served[] = [
  serve(stops.closeRound, (c) => {
    const { id } = c.principal
    const { scanned, roundId } = c.body
    return close(c, scanned, async () => {
      const counted = roundId === undefined ? null : await findRound(c.env.DB, roundId)
      if (roundId !== undefined && counted?.courierId !== id) return refuse('not-found')
      const rounds = countable(
        counted
          ? await roundsOfDay(c.env.DB, id, counted.date)
          : await latestRounds(c.env.DB, id, tomorrow()),
      )
      return rounds.length === 0 ? refuse('not-out-for-delivery') : rounds
    })
  }),
  serve(rounds.close, (c) =>
    close(c, c.body.scanned, async () => {
      const round = await findRound(c.env.DB, c.params.id)
      if (!round) return refuse('not-found')
      return round.state === 'planned' ? refuse('not-out-for-delivery') : [round]
    }),
  ),
  serve(rounds.sheet, async (c) => {
    const round = await findRound(c.env.DB, c.params.id)
    return round ? ok(await sheet(c, round), NO_STORE) : refuse('not-found')
  }),
  serve(rounds.deviceFailure, (c) =>
    runOperation(c, () => replaceTablet(c, c.params.id, c.body.reason), {
      reveal: async (body) => {
        const { invitation } = body as { invitation: Invitation | null }
        const { signingKeys, publicUrl } = c.config
        const [key] = signingKeys
        if (!invitation || !key) return {}
        const expiresAt = new Date(invitation.exp * 1000).toISOString()
        return { url: `${publicUrl}/app/#${await signInvitation(key, invitation)}`, expiresAt }
      },
    }),
  ),
  serve(shipments.reschedule, (c) =>
    runOperation(c, () => {
      const { date, courierId } = c.body
      return reschedule(c, c.params.id, { ...(date && { date }), ...(courierId && { courierId }) })
    }),
  ),
  serve(shipments.choosePoint, async (c) => {
    const point = await findPoint(c.env.DB, c.body.pointId)
    if (!point) return refuse('bad-request', [{ field: 'pointId', code: 'unknown' }])
    const shipment = await findShipment(c.env, c.params.id)
    return answerOf(await shipment.carryOut({ type: 'choose-point', point: pointInfo(point) }, callOf(c)))
  }),
  serve(shipments.orderReturn, async (c) => {
    const { reason } = c.body
    const shipment = await findShipment(c.env, c.params.id)
    const command = { type: 'order-return', reason: 'dispatcher' } as const
    return answerOf(await shipment.carryOut(command, callOf(c), { reason }))
  }),
]
