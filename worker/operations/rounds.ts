import { type ShipmentResult, shipmentStub } from '../objects/shipment.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { pointsForHolds } from '../registry/points.ts'
import {
  insertRound,
  insertStop,
  markRound,
  markStop,
  type Round,
  removeStop,
  stopsOf,
  takeOff,
} from '../registry/rounds.ts'
import type { DurableOperation, RefusedOperation, Stores } from './operation.ts'

const now = () => new Date().toISOString()
/** Returns the place in its shipment's log where something was decided. */
const seqOf = (done: ShipmentResult): number => (done.ok ? (done.seq ?? 0) : 0)

/** Returns statements that append a stop to a round, which is created if need be. */
const addStop = async ({ DB }: Stores, round: Round, shipmentId: string, seq: number) => [
  insertRound(DB, round, now()),
  insertStop(DB, { roundId: round.id, shipmentId, seq }, (await stopsOf(DB, round.id)).length),
]

/** Returns the shipments' refusals, each at its place in the request, or null if there are none. */
function refusedBy(results: readonly ShipmentResult[]): RefusedOperation | null {
  const errors = results.flatMap((result, index) =>
    result.ok ? [] : [{ field: `shipmentIds.${index}`, code: result.refusal }],
  )
  if (errors.length === 0) return null
  const all = (code: string) => errors.every((error) => error.code === code)
  const code = errors.some(({ code }) => code === 'not-found') ? 'not-found' : 'on-a-round'
  return { refusal: all('contact-pending') ? 'contact-pending' : code, errors }
}

const onRound = ({ id: roundId, courierId }: Round) => ({ type: 'schedule', roundId, courierId }) as const

/**
 * Asks which shipments would refuse to go on the round. All are asked before any is told, because telling a
 * shipment sends its recipient a message.
 */
export const wouldRefuse = async (stores: Stores, round: Round, shipmentIds: readonly string[]) =>
  refusedBy(
    await Promise.all(
      shipmentIds.map(async (id) => (await findShipment(stores, id)).wouldAccept(onRound(round))),
    ),
  )

/**
 * Makes a round with its stops. Every shipment is told; if one refuses after all, none stays on the round.
 */
export const makeRound: DurableOperation<{ round: Round; shipmentIds: string[] }> = {
  async perform(stores, { given: { round, shipmentIds }, step }) {
    const results = await Promise.all(
      shipmentIds.map((id) =>
        shipmentStub(stores.SHIPMENT, id).carryOut(onRound(round), step(id, 'schedule')),
      ),
    )
    const refused = refusedBy(results)
    if (refused) return refused
    const { closedAt: _open, ...body } = round
    const stops = results.map((done, position) => {
      const shipmentId = shipmentIds[position] ?? ''
      return insertStop(stores.DB, { roundId: round.id, shipmentId, seq: seqOf(done) }, position)
    })
    return {
      reply: { status: 201, body: { ...body, shipmentIds } },
      statements: [insertRound(stores.DB, round, now()), ...stops],
    }
  },
  async undo(stores, { given: { round, shipmentIds }, step }) {
    await Promise.all(
      shipmentIds.map((id) =>
        shipmentStub(stores.SHIPMENT, id).carryOut(
          { type: 'withdraw', roundId: round.id },
          step(id, 'withdraw'),
        ),
      ),
    )
  },
}

/** Tells every stop that the round leaves. Those that refuse are marked and stay behind. */
export const dispatchRound: DurableOperation<{ roundId: string; courierId: string }> = {
  async perform(stores, { by, given: { roundId, courierId }, step }) {
    const [stops, points] = await Promise.all([stopsOf(stores.DB, roundId), pointsForHolds(stores.DB)])
    const outcomes = await Promise.all(
      stops.map(async ({ shipmentId, refused }) => {
        if (refused === 'withdrawn') return { shipmentId, outcome: refused, refused }
        const shipment = shipmentStub(stores.SHIPMENT, shipmentId)
        // The key depends on round and shipment alone: a shipment that was told before, under whichever key
        // of the caller, is told the same again and says so.
        const call = { by, idempotency: { key: `${roundId}:${shipmentId}`, fingerprint: '' } }
        const done = await shipment.dispatch(roundId, courierId, points, call)
        // A shipment that went another way while the round was planned comes off it, so that a next round can
        // have it.
        if (!done.ok && done.refusal === 'wrong-round')
          await shipment.carryOut({ type: 'withdraw', roundId }, step(shipmentId, 'withdraw'))
        return { shipmentId, outcome: done.ok ? 'dispatched' : done.refusal, refused }
      }),
    )
    const marks = outcomes.flatMap(({ shipmentId, outcome, refused }) => {
      const why = outcome === 'dispatched' ? null : outcome
      return why === refused ? [] : [markStop(stores.DB, roundId, shipmentId, why)]
    })
    const stopOutcomes = outcomes.map(({ shipmentId, outcome }) => ({ shipmentId, outcome }))
    return {
      reply: { status: 200, body: { id: roundId, state: 'dispatched', stops: stopOutcomes } },
      statements: [...marks, markRound(stores.DB, roundId, 'dispatched')],
    }
  },
}

/** Takes a stop off its round. */
export const withdrawStop: DurableOperation<{ roundId: string; planned: boolean; shipmentId: string }> = {
  async perform({ DB, SHIPMENT }, { given: { roundId, planned, shipmentId }, step }) {
    const command = { type: 'withdraw', roundId } as const
    const done = await shipmentStub(SHIPMENT, shipmentId).carryOut(command, step('withdraw'))
    if (!done.ok) return { refusal: done.refusal }
    // A parcel on the vehicle has to come back, so the stop stays on the list for return control.
    const stop = { roundId, shipmentId, seq: seqOf(done) }
    const off = planned ? removeStop(DB, stop) : takeOff(DB, stop, 'withdrawn')
    return { reply: { status: 200, body: { outcome: 'done' } }, statements: [off] }
  },
}

/** Moves a stop to another courier's round, which is created if need be. */
export const moveStop: DurableOperation<{ fromId: string; to: Round; shipmentId: string }> = {
  async perform(stores, { given: { fromId, to, shipmentId }, step }) {
    const { DB, SHIPMENT } = stores
    const shipment = shipmentStub(SHIPMENT, shipmentId)
    const command = { type: 'move', roundId: to.id, courierId: to.courierId, from: fromId } as const
    const done = await shipment.carryOut(command, step('move'))
    if (!done.ok) return { refusal: done.refusal }
    const reply = { status: 200, body: { outcome: 'done', roundId: to.id } }
    // The stop is already on that list. Adding it again could revert its removal in the meantime.
    if (to.id === fromId) return { reply }
    // If parcels came back from the first round before the move, that round still has to count them (R26).
    const count = await shipment.wouldAccept({ type: 'close-stop', roundId: fromId, scanned: [] })
    const left = { roundId: fromId, shipmentId, seq: seqOf(done) }
    return {
      reply,
      statements: [
        count.ok ? takeOff(DB, left, 'moved') : removeStop(DB, left),
        ...(await addStop(stores, to, shipmentId, left.seq)),
      ],
    }
  },
}

/** Schedules a parcel that came back for another visit, on a round that is created if need be (R26). */
export const rescheduleStop: DurableOperation<{ round: Round; shipmentId: string }> = {
  async perform(stores, { given: { round, shipmentId }, step }) {
    const { id: roundId, courierId, date } = round
    const done = await shipmentStub(stores.SHIPMENT, shipmentId).carryOut(onRound(round), step('schedule'))
    if (!done.ok) return { refusal: done.refusal }
    return {
      reply: { status: 200, body: { roundId, courierId, date } },
      statements: await addStop(stores, round, shipmentId, seqOf(done)),
    }
  },
}
