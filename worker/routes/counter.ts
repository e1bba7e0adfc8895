import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as v from 'valibot'
import type { CounterHold, PointDay } from '../api/holds/answers.ts'
import * as holdsBody from '../api/holds/bodies.ts'
import { addDays, dayOf } from '../calendar.ts'
import type { CounterCommand } from '../domain/command.ts'
import type { AppEnv } from '../http/context.ts'
import { csv, wantsCsv, whole } from '../http/csv.ts'
import { list } from '../http/list.ts'
import { problem } from '../http/problem.ts'
import { requires, settled } from '../http/require.ts'
import { callOf, respond } from '../http/respond.ts'
import { searched } from '../http/searched.ts'
import { body, write } from '../http/validate.ts'
import { foreignKey } from '../operations/foreign.ts'
import { itemsOf, scanOf } from '../operations/receipts.ts'
import type { Tries } from '../person/api.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { listHolds, pointDay } from '../registry/holds.ts'
import { findPoint } from '../registry/points.ts'
import { shipmentsOfLabels } from '../registry/shipments.ts'
import { type CodeTry, type Result, shipmentOf } from '../shipment/api.ts'
import type { Personal } from '../shipment/call.ts'
import { countForeign } from './foreign.ts'
import { handsOf, respondIdentity } from './hands.ts'
import { operate } from './once.ts'
import { HOLDS, REGISTER } from './sheets-after-the-door.ts'

const shipmentAt = (c: Context<AppEnv>) => findShipment(c.env, c.req.param('shipmentId') ?? '')
/** Whose counter it is: the session says so, never the request. */
const pointIdOf = (c: Context<AppEnv>) => c.get('principal').session?.pointId ?? ''
/** A session that belongs to no point is at no counter. */
const atPoint = createMiddleware<AppEnv>(async (c, next) => {
  if (pointIdOf(c) === '') return problem(c, 'forbidden')
  return next()
})

type Plain = Exclude<CounterCommand, { type: 'try-code-at-counter' }>
type WithoutPoint<T> = T extends unknown ? Omit<T, 'pointId'> : never

async function carryOut(c: Context<AppEnv>, command: WithoutPoint<Plain>, personal?: Personal) {
  const whole = { ...command, pointId: pointIdOf(c) } as Plain
  const done = await (await shipmentAt(c)).carryOut(whole, callOf(c), personal)
  if ('labels' in whole) await noteForeign(c, done, whole.labels)
  return respond(c, done)
}

/** A call that names a parcel which is not there may be somebody who tries numbers (R28). */
async function noteForeign(c: Context<AppEnv>, done: Result, labels: string[]): Promise<void> {
  if (done.ok || done.refusal !== 'wrong-parcel') return
  const foreign = await (await shipmentAt(c)).foreignTo(pointIdOf(c), labels)
  if (foreign.length > 0) await countForeign(c, foreign, (await zoneOf(c))?.zone ?? 'UTC')
}

async function tryCode(c: Context<AppEnv>, attempt: Pick<CodeTry, 'proof' | 'code'> & { labels: string[] }) {
  const { id: personId, blocked, reservation } = c.get('principal')
  const whole = { ...attempt, personId, pointId: pointIdOf(c), blocked, reservation }
  const done = await (await shipmentAt(c)).tryCode(whole, callOf(c))
  await noteForeign(c, done, attempt.labels)
  if (done.ok || done.refusal !== 'not-found')
    c.set('principal', { ...c.get('principal'), reservation: null })
  return respond(c, done, attempt.proof === 'pin' ? 'pin' : 'code')
}

/** At a counter only wrong codes count (R18). */
function triesOf(c: Context<AppEnv>): Tries | undefined {
  const isPin = c.req.method === 'POST' && c.req.path.endsWith('/pin')
  return isPin ? { what: 'pin', shipmentId: c.req.param('shipmentId') ?? '' } : undefined
}

/** The hold that scanned or typed labels are of, where this point has it; they count where it does not (R28). */
async function openByLabel(c: Context<AppEnv>, labels: string[]): Promise<CounterHold | null> {
  const known = await shipmentsOfLabels(c.env.DB, labels)
  const foreign: string[] = []
  for (const label of labels) {
    const shipmentId = known.get(label)?.shipmentId
    const shipment = shipmentId === undefined ? null : shipmentOf(c.env.SHIPMENT, shipmentId)
    const hold = await shipment?.hold(pointIdOf(c), labels)
    if (hold?.parcels.some(({ scanned }) => scanned)) return hold
    foreign.push(...(shipment ? await shipment.foreignTo(pointIdOf(c), [label]) : [label]))
  }
  await countForeign(c, foreign, (await zoneOf(c))?.zone ?? 'UTC')
  return null
}

/** A day that a register can be of; the form alone lets 31 February pass, and years that no zone knows. */
const calendarDay = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((day) => day > '2000' && day < '3000' && addDays(day, 0) === day),
)

const zoneOf = async (c: Context<AppEnv>) => {
  const point = await findPoint(c.env.DB, pointIdOf(c))
  return point && { id: point.id, name: point.name, zone: point.zone ?? 'UTC' }
}

/** The counter of one point: receiving, issuing, refusing, sending back. Never by look-up (R28). */
export const counter = new Hono<AppEnv>()
  .use('/api/holds', requires('serve-counter'), atPoint)
  // By its own parameter: below a mere `*` no call knows which shipment it reserves an attempt for (R18).
  .use('/api/holds/:shipmentId/*', requires('serve-counter', triesOf), settled, atPoint)
  .get('/api/holds', async (c) => {
    const point = await zoneOf(c)
    if (!point) return problem(c, 'not-found')
    const now = Date.now()
    const q = searched(c)
    return list(c, {
      cursor: v.object({ until: v.string(), shipmentId: v.string() }),
      sheet: HOLDS,
      pages: (after, limit) => listHolds(c.env.DB, point.id, { q, after, now }, limit),
    })
  })
  .get('/api/holds/day', async (c) => {
    const point = await zoneOf(c)
    if (!point) return problem(c, 'not-found')
    const asked = c.req.query('day') ?? ''
    const day = v.is(calendarDay, asked) ? asked : dayOf(Date.now(), point.zone)
    const done = await pointDay(c.env.DB, point.id, day, point.zone)
    if (wantsCsv(c)) return csv(c, { ...REGISTER, name: `register-${day}` }, whole(done.items))
    return c.json({ point, day, ...done } satisfies PointDay, 200)
  })
  .get('/api/holds/:shipmentId', async (c) => {
    const hold = await (await shipmentAt(c)).hold(pointIdOf(c))
    return hold ? c.json(hold satisfies CounterHold, 200) : problem(c, 'not-found')
  })
  // Labels go in a body: an address is kept by histories and logs. Without a key, since nothing is changed by reading.
  .post('/api/holds/open', body(holdsBody.open), async (c) => {
    const hold = await openByLabel(c, c.req.valid('json').labels)
    return hold ? c.json(hold satisfies CounterHold, 200) : problem(c, 'not-found')
  })
  .post('/api/holds/:shipmentId/open', body(holdsBody.open), async (c) => {
    const { labels } = c.req.valid('json')
    const hold = await (await shipmentAt(c)).hold(pointIdOf(c), labels)
    if (!hold) return problem(c, 'not-found')
    const foreign = await (await shipmentAt(c)).foreignTo(pointIdOf(c), labels)
    if (foreign.length > 0) await countForeign(c, foreign, (await zoneOf(c))?.zone ?? 'UTC')
    return c.json(hold satisfies CounterHold, 200)
  })
  .post('/api/holds/receive', ...write(holdsBody.receive), (c) => {
    const { labels, shelf } = c.req.valid('json')
    return operate(
      c,
      async () => {
        const day = dayOf(Date.now(), (await zoneOf(c))?.zone ?? 'UTC')
        const foreign = labels.map((label) => foreignKey(c.get('config').sessionKeys, day, label))
        const scan = await scanOf(c.env.DB, labels)
        const given = { scan, pointId: pointIdOf(c), day, foreign, ...(shelf !== undefined && { shelf }) }
        return { operation: 'receive-at-point', given }
      },
      { reveal: itemsOf(labels) },
    )
  })
  .post('/api/holds/:shipmentId/pin', ...write(holdsBody.pin), (c) => {
    const { pin, labels } = c.req.valid('json')
    return tryCode(c, { proof: 'pin', code: pin, labels })
  })
  .post('/api/holds/:shipmentId/qr', ...write(holdsBody.qr), (c) => {
    const { code, labels } = c.req.valid('json')
    return tryCode(c, { proof: 'qr', code, labels })
  })
  .post('/api/holds/:shipmentId/identity', ...write(holdsBody.identity), async (c) => {
    const { documentType, nameMatches, labels, signature, typedName } = c.req.valid('json')
    const signed = signature ? ('drawn' as const) : typedName ? ('typed' as const) : null
    const shipment = await shipmentAt(c)
    const hands = nameMatches ? await handsOf(c, shipment) : null
    const by = { type: 'check-identity-at-counter', pointId: pointIdOf(c) } as const
    const { blocked } = c.get('principal')
    const command = { ...by, documentType, nameMatches, labels, signed, hands, blocked }
    const written = signature ?? (typedName && { typedName })
    const beside = written ? { signature: written } : undefined
    const done = await shipment.carryOut(command, callOf(c), beside)
    await noteForeign(c, done, labels)
    return respondIdentity(c, done)
  })
  .post('/api/holds/:shipmentId/scan', ...write(holdsBody.scan), (c) =>
    carryOut(c, { type: 'scan-at-counter', labels: c.req.valid('json').labels }),
  )
  .post('/api/holds/:shipmentId/refuse', ...write(holdsBody.refuse), (c) =>
    carryOut(c, { type: 'refuse-at-counter', labels: c.req.valid('json').labels }),
  )
  .post('/api/holds/:shipmentId/extend', ...write(holdsBody.extend), (c) =>
    carryOut(c, { type: 'extend-at-counter' }),
  )
  .post('/api/holds/:shipmentId/return', ...write(holdsBody.sendBack), (c) =>
    carryOut(c, { type: 'return-to-sender', labels: c.req.valid('json').labels }),
  )
