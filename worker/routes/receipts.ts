import { type Context, Hono } from 'hono'
import type { JWK } from 'jose'
import type { AppEnv } from '../http/context.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { receiptNumber } from '../security/chain.ts'
import { signReceipt, signSeal } from '../security/receipts.ts'
import { shipmentOf } from '../shipment/api.ts'
import type { EvidencePack, ReceiptClaims, ShipmentReceipts } from '../wire/evidence.ts'
import type { EventLine, ShipmentView } from '../wire/views.ts'
import { receiptPage } from './receipt-page.ts'

interface HandOverData {
  labels: string[]
  of: number
  proof: string
  code: string
  pointId?: string
}

const seconds = (iso: string) => Math.floor(Date.parse(iso) / 1000)

function claimsOf(issuer: string, view: ShipmentView, event: EventLine): ReceiptClaims {
  const { labels, of, proof, code, pointId } = event.data as unknown as HandOverData
  return {
    iss: issuer,
    sub: view.id,
    iat: seconds(event.receivedAt),
    number: receiptNumber(event.hash),
    waybill: view.waybill,
    contractId: view.contractId,
    carrier: view.carrier,
    sender: view.sender,
    labels,
    of,
    proof,
    proved: event.proved,
    code,
    ...(pointId !== undefined && { pointId }),
    seq: event.seq,
    hash: event.hash,
  }
}

/** What this principal may read of a shipment, with the key that signs; null is "not found". */
async function read(c: Context<AppEnv>) {
  const shipment = shipmentOf(c.env.SHIPMENT, c.req.param('id') ?? '')
  const { contractId } = c.get('principal')
  const [view, events] = await Promise.all([shipment.view(contractId), shipment.events(contractId, 0)])
  const { signingKeys, publicUrl } = c.get('config')
  const [key] = signingKeys
  if (!key) throw new Error('no signing key')
  return view && events ? { view, events, key, publicUrl } : null
}

async function receiptsOf(view: ShipmentView, events: EventLine[], key: JWK, publicUrl: string) {
  const done = events.filter(({ type }) => type === 'handed-over')
  return Promise.all(
    done.map(async (event) => {
      const claims = claimsOf(publicUrl, view, event)
      return { ...claims, jws: await signReceipt(key, claims) }
    }),
  )
}

/** Whether an Accept header asks for a page rather than for data. */
const wantsPage = (c: Context<AppEnv>) =>
  /^text\/html/.test(c.req.header('accept') ?? '') || c.req.query('format') === 'html'

/** Receipts and the evidence pack of a shipment (R32), for whoever may read it. */
export const receipts = new Hono<AppEnv>()
  .on('GET', ['/api/shipments/:id/receipt', '/api/shipments/:id/evidence'], requires('read-shipments'))
  .get('/api/shipments/:id/receipt', async (c) => {
    const found = await read(c)
    if (!found) return problem(c, 'not-found')
    const { view, events, key, publicUrl } = found
    const signed = await receiptsOf(view, events, key, publicUrl)
    if (wantsPage(c)) return c.html(receiptPage(signed, view.locale, publicUrl))
    return c.json({ shipmentId: view.id, receipts: signed } satisfies ShipmentReceipts, 200)
  })
  .get('/api/shipments/:id/evidence', async (c) => {
    const found = await read(c)
    if (!found) return problem(c, 'not-found')
    const { view, events, key, publicUrl } = found
    const { id, waybill, contractId, carrier, sender } = view
    const head = events.at(-1)?.hash ?? ''
    const seal = { iss: publicUrl, sub: id, iat: Math.floor(Date.now() / 1000), events: events.length, head }
    const pack: EvidencePack = {
      format: 'sesame-evidence/1',
      shipment: { id, waybill, contractId, carrier, sender },
      receipts: (await receiptsOf(view, events, key, publicUrl)).map(({ jws }) => jws),
      seal: await signSeal(key, seal),
      events: events.map(({ notes: _notes, ...event }) => event),
    }
    const name = waybill.replace(/[^A-Za-z0-9-]/g, '_')
    return c.json(pack, 200, {
      'Content-Disposition': `attachment; filename="sesame-${name}.json"`,
    })
  })
