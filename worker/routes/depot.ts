import { type Context, Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { requires } from '../http/require.ts'
import { stepOf } from '../http/respond.ts'
import { write } from '../http/validate.ts'
import { shipmentsOfLabels } from '../registry/shipments.ts'
import { shipmentOf } from '../shipment/api.ts'
import { type DepotReceipt, type ReceivedLabel, receive } from '../wire/depot.ts'
import { once } from './once.ts'

/** One label of the scan: each is received on its own, so that rubbish never blocks the next. */
async function receiveOne(
  c: Context<AppEnv>,
  label: string,
  known: { shipmentId: string; waybill: string } | undefined,
): Promise<ReceivedLabel> {
  if (!known) return { label, outcome: 'unknown' }
  const shipment = shipmentOf(c.env.SHIPMENT, known.shipmentId)
  const done = await shipment.carryOut({ type: 'receive-at-depot', labels: [label] }, stepOf(c, label))
  const outcome = !done.ok ? 'not-due' : done.value.outcome === 'seen' ? 'seen' : 'received'
  return { label, outcome, ...known }
}

/** A parcel that was ordered back leaves the depot for its sender. */
async function sendBack(
  c: Context<AppEnv>,
  label: string,
  known: { shipmentId: string; waybill: string } | undefined,
): Promise<ReceivedLabel> {
  if (!known) return { label, outcome: 'unknown' }
  const shipment = shipmentOf(c.env.SHIPMENT, known.shipmentId)
  const done = await shipment.carryOut({ type: 'return-from-depot', labels: [label] }, stepOf(c, label))
  return { label, outcome: done.ok ? 'returned' : 'not-due', ...known }
}

/** The depot: only its scan makes a parcel's place `depot` again, and another visit possible (R26). */
export const depot = new Hono<AppEnv>()
  .use('/api/depot/*', requires('receive-at-depot'))
  .post('/api/depot/receive', ...write(receive), (c) =>
    once(c, async () => {
      const { labels } = c.req.valid('json')
      const known = await shipmentsOfLabels(c.env.DB, labels)
      const items: ReceivedLabel[] = []
      // One after another: two labels of one shipment are two facts of one log.
      for (const label of labels) items.push(await receiveOne(c, label, known.get(label)))
      return { reply: { status: 200, body: { items } satisfies DepotReceipt }, statements: [] }
    }),
  )
  .post('/api/depot/return', ...write(receive), (c) =>
    once(c, async () => {
      const { labels } = c.req.valid('json')
      const known = await shipmentsOfLabels(c.env.DB, labels)
      const items: ReceivedLabel[] = []
      for (const label of labels) items.push(await sendBack(c, label, known.get(label)))
      return { reply: { status: 200, body: { items } satisfies DepotReceipt }, statements: [] }
    }),
  )
