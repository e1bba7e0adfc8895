import { deadLink } from '../domain/decide/dead-link.ts'
import { notAtCounter, notAtDoor } from '../domain/decide/stop.ts'
import { paidBy, unpaid } from '../domain/paid.ts'
import { totalOf } from '../domain/payments.ts'
import { isOver } from '../domain/reading.ts'
import type { Shipment as State } from '../domain/state.ts'
import type { PayFrom } from '../domain/terms.ts'
import type { Call, RecipientPhone } from '../objects/call.ts'
import type {
  DoorPayment,
  PaymentAnswer,
  RefusedResult,
  ShipmentResult,
  ShowsPayment,
} from '../objects/shipment.ts'
import { providerFor } from '../payments/settings.ts'
import { ShipmentReads } from './reads.ts'

const refused = (refusal: RefusedResult['refusal']): RefusedResult => ({ ok: false, refusal })

/** A payment that failed just now is asked for anew once; more than that is left to whoever pays. */
const TRIES = 2

/** The calls about what the recipient pays (R30). */
export abstract class ShipmentPaying extends ShipmentReads {
  async pay(phone: RecipientPhone, call: Call): Promise<ShipmentResult<PaymentAnswer>> {
    const state = this.state
    if (!state) return refused('not-found')
    if (this.signedOut(phone)) return refused('unauthorised')
    const dead = deadLink(state, phone.link, phone.session, Date.now())
    return dead ? refused(dead) : this.#payFrom(state, 'page', call)
  }

  async payAtDoor(bits: string, call: Call): Promise<ShipmentResult<PaymentAnswer>> {
    const state = this.state
    if (!state || !this.secrets.payMatches(bits)) return refused('not-found')
    return this.#payFrom(state, 'door', call)
  }

  /** Begins a payment and returns its address. What was begun is on record before the provider is asked. */
  async #payFrom(before: State, from: PayFrom, call: Call): Promise<ShipmentResult<PaymentAnswer>> {
    if (!before.payments) return refused('nothing-to-pay')
    const provider = providerFor(before.payments.amounts.currency, this.config.payments)
    if (!provider) return refused('payment-unavailable')
    const state = () => this.state ?? before
    for (let tries = 1; tries <= TRIES; tries++) {
      const key = tries === 1 ? call.idempotency : null
      const done = this.commit({ type: 'open-payment', from, provider }, call.by, key)
      if (!done.ok) return done
      const url = unpaid(state()) ? await this.outbox.payments.addressOf(from, state) : null
      await this.ringBy(this.outbox.due(state()))
      if (!unpaid(state())) return { ok: true, value: { outcome: 'paid' } }
      if (url) return { ok: true, value: { outcome: 'open', url } }
      // What the provider refuses at once it would refuse again.
      const last = state().payments?.asked.findLast((one) => one.from === from)
      if (last?.state !== 'failed' || last.ref === null) break
    }
    return refused('payment-unavailable')
  }

  async doorPayment(bits: string): Promise<DoorPayment | null> {
    const state = this.state
    if (!state?.payments || !this.secrets.payMatches(bits)) return null
    const { carrier, waybill, locale, payments } = state
    return {
      ...{ carrier, waybillEnd: waybill.slice(-4), locale },
      amount: totalOf(payments.amounts),
      currency: payments.amounts.currency,
      state: paidBy(state) ? 'paid' : isOver(state) ? 'over' : 'due',
    }
  }

  async doorPaymentUrl(shows: ShowsPayment): Promise<ShipmentResult<{ url: string }>> {
    const state = this.state
    if (!state) return refused('not-found')
    const no = 'courierId' in shows ? notAtDoor(state, shows.courierId) : notAtCounter(state, shows.pointId)
    if (no) return refused(no)
    const url = unpaid(state) ? this.secrets.payUrl(this.config.publicUrl) : null
    return url === null ? refused('nothing-to-pay') : { ok: true, value: { url } }
  }

  async takePaymentNotice(payment: number): Promise<void> {
    const before = this.state
    if (!before) return
    await this.outbox.payments.takeNotice(payment, () => this.state ?? before)
    await this.ringBy(this.outbox.due(this.state ?? before))
  }
}
