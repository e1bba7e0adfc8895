import type { JWK } from 'jose'
import type { EventLine, ShipmentView } from '../api/shipments/answers.ts'
import type { EvidencePack, ShipmentReceipts } from '../api/shipments/evidence.ts'
import * as shipments from '../api/shipments/operations.ts'
import { can } from '../domain/roles.ts'
import type { HandlerContext } from '../http/context.ts'
import { ok, refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { receiptNumber } from '../security/chain.ts'
import { signReceipt, signSeal } from '../security/receipts.ts'
import type { ReceiptClaims } from '../wire/evidence.ts'
import type { PrintoutSubject } from '../wire/printout.ts'
import { type Format, fileName, formatOf, printout } from './parts/printout.ts'

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

/** Reads what this principal may see of a shipment, and the signing key; null means "not found". */
async function read(c: HandlerContext<'id'>) {
  const shipment = await findShipment(c.env, c.params.id)
  const { contractId, role } = c.principal
  const signatures = can(role, 'see-signatures')
  const [view, events, personalView] = await Promise.all([
    shipment.view(contractId),
    shipment.events(contractId, 0),
    shipment.personalView(contractId, signatures),
  ])
  const { signingKeys, publicUrl } = c.config
  const [key] = signingKeys
  if (!key) throw new Error('no signing key')
  if (!view || !events || !personalView) return null
  const madeAt = new Date().toISOString()
  const receipts = await receiptsOf(view, events, key, publicUrl)
  const subject: PrintoutSubject = {
    view,
    events,
    personalView,
    withheld: !signatures,
    receipts,
    publicUrl,
    madeAt,
  }
  return { subject, key }
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

/** Returns the whole log with its receipts and its seal. */
async function packOf(
  { view, events, receipts, publicUrl }: PrintoutSubject,
  key: JWK,
): Promise<EvidencePack> {
  const { id, waybill, contractId, carrier, sender } = view
  const head = events.at(-1)?.hash ?? ''
  const seal = { iss: publicUrl, sub: id, iat: Math.floor(Date.now() / 1000), events: events.length, head }
  return {
    format: 'sesame-evidence/1',
    shipment: { id, waybill, contractId, carrier, sender },
    receipts: receipts.map(({ jws }) => jws),
    seal: await signSeal(key, seal),
    events: events.map(({ notes: _notes, ...event }) => event),
  }
}

/**
 * Serves receipts and the evidence pack of a shipment (R32) to those who may read it: as data, a page to
 * print, or PDF.
 */
export const receiptsHandlers: Served[] = [
  serve(shipments.receipt, async (c) => {
    const found = await read(c)
    if (!found) return refuse('not-found')
    const { subject } = found
    const format: Format = formatOf(c)
    if (format !== 'json') return printout(c, 'receipt', format, subject)
    const answer: ShipmentReceipts = { shipmentId: subject.view.id, receipts: subject.receipts }
    return ok(answer)
  }),
  serve(shipments.evidence, async (c) => {
    const found = await read(c)
    if (!found) return refuse('not-found')
    const { subject, key } = found
    const format: Format = formatOf(c)
    if (format === 'html') return printout(c, 'evidence', format, subject)
    const pack = await packOf(subject, key)
    const name = `${fileName(subject.view.waybill)}.json`
    if (format === 'json') return ok(pack, { 'Content-Disposition': `attachment; filename="${name}"` })
    // The PDF says that anyone can check the evidence, so it carries the data as an attachment.
    const bytes = new TextEncoder().encode(JSON.stringify(pack))
    return printout(c, 'evidence', format, subject, { name, mediaType: 'application/json', bytes })
  }),
]
