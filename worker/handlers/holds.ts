import * as v from 'valibot'
import type { CounterHold, PointDay } from '../api/holds/answers.ts'
import * as holds from '../api/holds/operations.ts'
import type { CounterCommand } from '../domain/command.ts'
import type { Context, HandlerContext } from '../http/context.ts'
import { csv, wantsCsv, wholeTable } from '../http/csv.ts'
import { list } from '../http/list.ts'
import { answerOf, callOf, ok, refuse } from '../http/reply.ts'
import { searched } from '../http/searched.ts'
import { type Served, serve } from '../http/serve.ts'
import type { PersonalInput } from '../objects/call.ts'
import { type CodeTry, type ShipmentResult, shipmentStub } from '../objects/shipment.ts'
import { foreignKey } from '../operations/foreign.ts'
import { itemsOf, scanOf } from '../operations/receipts.ts'
import { addDays, dayOf } from '../platform/calendar.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { listHolds, pointDay } from '../registry/holds.ts'
import { findPoint } from '../registry/points.ts'
import { shipmentsOfLabels } from '../registry/shipments.ts'
import { HOLDS_TABLE, REGISTER_TABLE } from './csv/returns.ts'
import { countForeign } from './parts/foreign.ts'
import { answerOfIdentity, handsOf } from './parts/hands.ts'
import { runOperation } from './parts/idempotent-write.ts'

const shipmentAt = (c: HandlerContext<'shipmentId'>) => findShipment(c.env, c.params.shipmentId)
/** The point comes from the clerk's session, never from the request. */
const pointIdOf = (c: Context) => c.principal.session?.pointId ?? ''
type Plain = Exclude<CounterCommand, { type: 'try-code-at-counter' }>
type WithoutPoint<T> = T extends unknown ? Omit<T, 'pointId'> : never

async function carryOut(
  c: HandlerContext<'shipmentId'>,
  command: WithoutPoint<Plain>,
  personalData?: PersonalInput,
) {
  const whole = { ...command, pointId: pointIdOf(c) } as Plain
  const done = await (await shipmentAt(c)).carryOut(whole, callOf(c), personalData)
  if ('labels' in whole) await noteForeign(c, done, whole.labels)
  return answerOf(done)
}

/**
 * Counts labels that are foreign to the point: a call that names a parcel which is not there may come from
 * somebody who guesses numbers (R28).
 */
async function noteForeign(
  c: HandlerContext<'shipmentId'>,
  done: ShipmentResult,
  labels: string[],
): Promise<void> {
  if (done.ok || done.refusal !== 'wrong-parcel') return
  const foreign = await (await shipmentAt(c)).foreignTo(pointIdOf(c), labels)
  if (foreign.length > 0) await countForeign(c, foreign, (await zoneOf(c))?.zone ?? 'UTC')
}

async function tryCode(
  c: HandlerContext<'shipmentId'>,
  attempt: Pick<CodeTry, 'proof' | 'code'> & { labels: string[] },
) {
  const { id: personId, blocked, reservation } = c.principal
  const whole = { ...attempt, personId, pointId: pointIdOf(c), blocked, reservation }
  const done = await (await shipmentAt(c)).tryCode(whole, callOf(c))
  await noteForeign(c, done, attempt.labels)
  if (done.ok || done.refusal !== 'not-found') c.principal.reservation = null
  return answerOf(done, attempt.proof === 'pin' ? 'pin' : 'code')
}

/**
 * Returns this point's hold of the scanned or typed labels, or null. Labels that are foreign to the point are
 * counted against the clerk (R28).
 */
async function openByLabel(c: Context, labels: string[]): Promise<CounterHold | null> {
  const known = await shipmentsOfLabels(c.env.DB, labels)
  const foreign: string[] = []
  for (const label of labels) {
    const shipmentId = known.get(label)?.shipmentId
    const shipment = shipmentId === undefined ? null : shipmentStub(c.env.SHIPMENT, shipmentId)
    const hold = await shipment?.hold(pointIdOf(c), labels)
    if (hold?.parcels.some(({ scanned }) => scanned)) return hold
    foreign.push(...(shipment ? await shipment.foreignTo(pointIdOf(c), [label]) : [label]))
  }
  await countForeign(c, foreign, (await zoneOf(c))?.zone ?? 'UTC')
  return null
}

/**
 * A day that a register can have. `isoDate` checks the form only, so 31 February and years that no time zone
 * covers are excluded here.
 */
const calendarDay = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((day) => day > '2000' && day < '3000' && addDays(day, 0) === day),
)

const zoneOf = async (c: Context) => {
  const point = await findPoint(c.env.DB, pointIdOf(c))
  return point && { id: point.id, name: point.name, zone: point.zone ?? 'UTC' }
}

/**
 * Serves the counter of one point: receiving, issuing, refusing, sending back. Nothing is found by look-up
 * (R28).
 */
export const holdsHandlers: Served[] = [
  serve(holds.list, async (c) => {
    const point = await zoneOf(c)
    if (!point) return refuse('not-found')
    const now = Date.now()
    const q = searched(c)
    return list(c, {
      cursor: v.object({ until: v.string(), shipmentId: v.string() }),
      table: HOLDS_TABLE,
      pages: (after, limit) => listHolds(c.env.DB, point.id, { q, after, now }, limit),
    })
  }),
  serve(holds.day, async (c) => {
    const point = await zoneOf(c)
    if (!point) return refuse('not-found')
    const asked = c.query.day ?? ''
    const day = v.is(calendarDay, asked) ? asked : dayOf(Date.now(), point.zone)
    const done = await pointDay(c.env.DB, point.id, day, point.zone)
    if (wantsCsv(c)) return csv(c, { ...REGISTER_TABLE, name: `register-${day}` }, wholeTable(done.items))
    return ok({ point, day, ...done } satisfies PointDay)
  }),
  serve(holds.read, async (c) => {
    const hold = await (await shipmentAt(c)).hold(pointIdOf(c))
    return hold ? ok(hold satisfies CounterHold) : refuse('not-found')
  }),
  serve(holds.payment, async (c) => {
    const shown = await (await shipmentAt(c)).doorPaymentUrl({ pointId: pointIdOf(c) })
    return shown.ok ? ok(shown.value) : refuse(shown.refusal)
  }),
  // Labels go in the body because histories and logs keep addresses. The call changes nothing, so it needs no
  // key.
  serve(holds.find, async (c) => {
    const hold = await openByLabel(c, c.body.labels)
    return hold ? ok(hold satisfies CounterHold) : refuse('not-found')
  }),
  serve(holds.open, async (c) => {
    const { labels } = c.body
    const hold = await (await shipmentAt(c)).hold(pointIdOf(c), labels)
    if (!hold) return refuse('not-found')
    const foreign = await (await shipmentAt(c)).foreignTo(pointIdOf(c), labels)
    if (foreign.length > 0) await countForeign(c, foreign, (await zoneOf(c))?.zone ?? 'UTC')
    return ok(hold satisfies CounterHold)
  }),
  serve(holds.receive, (c) => {
    const { labels, shelf } = c.body
    return runOperation(
      c,
      async () => {
        const day = dayOf(Date.now(), (await zoneOf(c))?.zone ?? 'UTC')
        const foreign = labels.map((label) => foreignKey(c.config.sessionKeys, day, label))
        const scan = await scanOf(c.env.DB, labels)
        const given = { scan, pointId: pointIdOf(c), day, foreign, ...(shelf !== undefined && { shelf }) }
        return { operation: 'receive-at-point', given }
      },
      { reveal: itemsOf(labels) },
    )
  }),
  serve(holds.pin, (c) => {
    const { pin, labels } = c.body
    return tryCode(c, { proof: 'pin', code: pin, labels })
  }),
  serve(holds.qr, (c) => {
    const { code, labels } = c.body
    return tryCode(c, { proof: 'qr', code, labels })
  }),
  serve(holds.identity, async (c) => {
    const { documentType, nameMatches, labels, signature, typedName } = c.body
    const signed = signature ? ('drawn' as const) : typedName ? ('typed' as const) : null
    const shipment = await shipmentAt(c)
    const hands = nameMatches ? await handsOf(c, shipment) : null
    const by = { type: 'check-identity-at-counter', pointId: pointIdOf(c) } as const
    const { blocked } = c.principal
    const command = { ...by, documentType, nameMatches, labels, signed, hands, blocked }
    const written = signature ?? (typedName && { typedName })
    const personalData = written ? { signature: written } : undefined
    const done = await shipment.carryOut(command, callOf(c), personalData)
    await noteForeign(c, done, labels)
    return answerOfIdentity(done)
  }),
  serve(holds.scan, (c) => carryOut(c, { type: 'scan-at-counter', labels: c.body.labels })),
  serve(holds.refuse, (c) => carryOut(c, { type: 'refuse-at-counter', labels: c.body.labels })),
  serve(holds.extend, (c) => carryOut(c, { type: 'extend-at-counter' })),
  serve(holds.sendBack, (c) => carryOut(c, { type: 'return-to-sender', labels: c.body.labels })),
]
