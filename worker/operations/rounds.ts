import { type Result, shipmentOf } from '../objects/shipment.ts'
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
import type { Operation, Refused, Stores } from './operation.ts'

const now = () => new Date().toISOString()
/** Where in its shipment's log something was decided. */
const seqOf = (done: Result): number => (done.ok ? (done.seq ?? 0) : 0)

/** A stop on the list of a round that may have to be made for it, behind those that are there. */
const addStop = async ({ DB }: Stores, round: Round, shipmentId: string, seq: number) => [
  insertRound(DB, round, now()),
  insertStop(DB, { roundId: round.id, shipmentId, seq }, (await stopsOf(DB, round.id)).length),
]

/** What shipments said against it, each at its place in the request. */
function refusedBy(results: readonly Result[]): Refused | null {
  const errors = results.flatMap((result, index) =>
    result.ok ? [] : [{ field: `shipmentIds.${index}`, code: result.refusal }],
  )
  if (errors.length === 0) return null
  const all = (code: string) => errors.every((error) => error.code === code)
  const code = errors.some(({ code }) => code === 'not-found') ? 'not-found' : 'on-a-round'
  return { refusal: all('contact-pending') ? 'contact-pending' : code, errors }
}

const onRound = ({ id: roundId, courierId }: Round) => ({ type: 'schedule', roundId, courierId }) as const

/** Which shipments would not go on the round: all are asked first, since being told sends the recipient a message. */
export const wouldRefuse = async (stores: Stores, round: Round, shipmentIds: readonly string[]) =>
  refusedBy(
    await Promise.all(
      shipmentIds.map(async (id) => (await findShipment(stores, id)).wouldAccept(onRound(round))),
    ),
  )

/** A new round with its stops: every shipment is told, or, where one refuses after all, none stays on it. */
export const makeRound: Operation<{ round: Round; shipmentIds: string[] }> = {
  async perform(stores, { given: { round, shipmentIds }, step }) {
    const told = await Promise.all(
      shipmentIds.map((id) => shipmentOf(stores.SHIPMENT, id).carryOut(onRound(round), step(id, 'schedule'))),
    )
    const refused = refusedBy(told)
    if (refused) return refused
    const { closedAt: _open, ...body } = round
    const stops = told.map((done, position) => {
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
        shipmentOf(stores.SHIPMENT, id).carryOut(
          { type: 'withdraw', roundId: round.id },
          step(id, 'withdraw'),
        ),
      ),
    )
  },
}

/** Tells every stop that the round leaves; those that refuse are marked, and stay. */
export const dispatchRound: Operation<{ roundId: string; courierId: string }> = {
  async perform(stores, { by, given: { roundId, courierId }, step }) {
    const [stops, points] = await Promise.all([stopsOf(stores.DB, roundId), pointsForHolds(stores.DB)])
    const outcomes = await Promise.all(
      stops.map(async ({ shipmentId, refused }) => {
        if (refused === 'withdrawn') return { shipmentId, outcome: refused, refused }
        const shipment = shipmentOf(stores.SHIPMENT, shipmentId)
        // Told before, under whichever key the round was dispatched, it is told the same again and says so.
        const call = { by, once: { key: `${roundId}:${shipmentId}`, print: '' } }
        const done = await shipment.dispatch(roundId, courierId, points, call)
        // What went another way while it was planned comes off the round that leaves without it, for a next one.
        if (!done.ok && done.refusal === 'wrong-round')
          await shipment.carryOut({ type: 'withdraw', roundId }, step(shipmentId, 'withdraw'))
        return { shipmentId, outcome: done.ok ? 'dispatched' : done.refusal, refused }
      }),
    )
    const marks = outcomes.flatMap(({ shipmentId, outcome, refused }) => {
      const why = outcome === 'dispatched' ? null : outcome
      return why === refused ? [] : [markStop(stores.DB, roundId, shipmentId, why)]
    })
    const told = outcomes.map(({ shipmentId, outcome }) => ({ shipmentId, outcome }))
    return {
      reply: { status: 200, body: { id: roundId, state: 'dispatched', stops: told } },
      statements: [...marks, markRound(stores.DB, roundId, 'dispatched')],
    }
  },
}

/** A stop comes off its round. */
export const withdrawStop: Operation<{ roundId: string; planned: boolean; shipmentId: string }> = {
  async perform({ DB, SHIPMENT }, { given: { roundId, planned, shipmentId }, step }) {
    const command = { type: 'withdraw', roundId } as const
    const done = await shipmentOf(SHIPMENT, shipmentId).carryOut(command, step('withdraw'))
    if (!done.ok) return { refusal: done.refusal }
    // What is on the vehicle has to come back: the stop stays on the list of return control.
    const stop = { roundId, shipmentId, seq: seqOf(done) }
    const off = planned ? removeStop(DB, stop) : takeOff(DB, stop, 'withdrawn')
    return { reply: { status: 200, body: { outcome: 'done' } }, statements: [off] }
  },
}

/** A stop goes to another courier's round, which may have to be made. */
export const moveStop: Operation<{ fromId: string; to: Round; shipmentId: string }> = {
  async perform(stores, { given: { fromId, to, shipmentId }, step }) {
    const { DB, SHIPMENT } = stores
    const shipment = shipmentOf(SHIPMENT, shipmentId)
    const command = { type: 'move', roundId: to.id, courierId: to.courierId, from: fromId } as const
    const done = await shipment.carryOut(command, step('move'))
    if (!done.ok) return { refusal: done.refusal }
    const reply = { status: 200, body: { outcome: 'done', roundId: to.id } }
    // It is there: were it put on that list once more, it might have been taken off meanwhile.
    if (to.id === fromId) return { reply }
    // What came back from the first round before stays its to count (R26).
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

/** A parcel that came back goes out again, on a round that may have to be made (R26). */
export const rescheduleStop: Operation<{ round: Round; shipmentId: string }> = {
  async perform(stores, { given: { round, shipmentId }, step }) {
    const { id: roundId, courierId, date } = round
    const done = await shipmentOf(stores.SHIPMENT, shipmentId).carryOut(onRound(round), step('schedule'))
    if (!done.ok) return { refusal: done.refusal }
    return {
      reply: { status: 200, body: { roundId, courierId, date } },
      statements: await addStop(stores, round, shipmentId, seqOf(done)),
    }
  },
}
