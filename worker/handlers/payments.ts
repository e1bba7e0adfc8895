import * as v from 'valibot'
import type { PaymentSumsLine, PaymentSumsView } from '../api/payments/answers.ts'
import * as payments from '../api/payments/operations.ts'
import { paymentsQuery } from '../api/payments/query.ts'
import { statsPeriod } from '../api/stats/query.ts'
import type { Context, HandlerContext } from '../http/context.ts'
import { type CsvTable, csv, wantsCsv, wholeTable } from '../http/csv.ts'
import { type Answer, ok, type Refused, refuse, reply } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { readBytes } from '../http/validate.ts'
import { paymentsOf } from '../payments/settings.ts'
import { dayOf } from '../platform/calendar.ts'
import { logPayment } from '../platform/log.ts'
import { findShipment } from '../registry/find-shipment.ts'
import { sumPayments } from '../registry/payments.ts'
import { parsePayToken } from '../security/codes.ts'
import { errorsOf } from '../wire/errors.ts'

const BODY_MAX_BYTES = 256 * 1024

/**
 * Returns the shipment that a payment-only address names, with the bits that prove it; null if it names none. Anybody
 * can make an address up, so the registry is asked first and no object is woken for nothing.
 */
async function named({ env }: Pick<HandlerContext<never>, 'env'>, token: string) {
  const parsed = parsePayToken(token)
  return parsed && { shipment: await findShipment(env, parsed.shipmentId), bits: parsed.bits }
}

/** The sums as a table. Money is in minor units, as everywhere else. */
const TABLE: CsvTable<PaymentSumsLine> = {
  name: 'payments',
  columns: [
    [{ code: 'day' }, (line) => line.day],
    ['contractId', (line) => line.contractId],
    ['contract', (line) => line.contractName],
    [{ code: 'currency' }, (line) => line.currency],
    [{ code: 'paid' }, (line) => line.paid],
    [{ code: 'paid_minor_units' }, (line) => line.paidAmount],
    [{ code: 'provider_paid_minor_units' }, (line) => line.therePaidAmount],
    [{ code: 'refunded_minor_units' }, (line) => line.refunded],
    [{ code: 'provider_refunded_minor_units' }, (line) => line.thereRefunded],
    [{ code: 'owed_minor_units' }, (line) => line.owed],
    [{ code: 'open' }, (line) => line.open],
    [{ code: 'open_minor_units' }, (line) => line.openAmount],
    [{ code: 'differences' }, (line) => line.differences],
    [{ code: 'unchecked' }, (line) => line.unchecked],
  ],
}

async function sums(c: Context): Promise<Answer<200, PaymentSumsView> | Refused | Response> {
  const query = v.safeParse(paymentsQuery, c.http.req.query())
  if (!query.success) return refuse('bad-request', errorsOf(query.issues))
  const { from: first, to: last, contract } = query.output
  const period = statsPeriod({ from: first, to: last }, dayOf(Date.now(), 'UTC'))
  if (!period) return refuse('bad-request', [{ field: 'to', code: 'period' }])
  const { from, to } = period
  const items = await sumPayments(c.env.DB, { from, to, contractId: contract ?? null })
  if (wantsCsv(c)) return csv(c, { ...TABLE, name: `payments-${from}-${to}` }, wholeTable(items))
  return ok({ from, to, items } satisfies PaymentSumsView)
}

/** Serves whoever pays at a door or counter, and the notices of payment providers (R30). */
export const paymentsHandlers: Served[] = [
  serve(payments.look, async (c) => {
    const found = await named(c, c.body.token)
    const shown = found && (await found.shipment.doorPayment(found.bits))
    return shown ? ok(shown) : refuse('not-found')
  }),
  serve(payments.payAtDoor, async (c) => {
    const found = await named(c, c.body.token)
    if (!found) return refuse('not-found')
    const by = { role: 'system' as const, id: 'door' }
    const begun = await found.shipment.payAtDoor(found.bits, { by, idempotency: c.idempotency })
    return begun.ok ? ok(begun.value) : refuse(begun.refusal)
  }),
  serve(payments.list, sums),
  serve(payments.notice, async (c) => {
    const provider = Object.values(paymentsOf(c.config.payments, fetch)).find(
      ({ name }) => name === c.params.provider,
    )
    if (!provider) return refuse('not-found')
    const bytes = await readBytes(c.http.req.raw, BODY_MAX_BYTES)
    if (bytes === 'too-large') return refuse('too-large')
    const body = bytes === 'broken-off' ? '' : new TextDecoder().decode(bytes)
    const mark = await provider.readNotice({ headers: c.http.req.raw.headers, body }, Date.now())
    logPayment({ provider: provider.name, outcome: mark ? 'taken' : 'not-ours' })
    // An account may serve others too, and a provider gives up an address that keeps refusing. Nobody learns from the
    // answer whether a notice was taken for genuine.
    if (!mark) return reply(204, null)
    // Whatever the notice says, the shipment asks the provider. One that names no shipment of ours changes nothing.
    await (await findShipment(c.env, mark.shipmentId)).takePaymentNotice(mark.payment)
    return reply(204, null)
  }),
]
