import { decide } from '../domain/decide.ts'
import type { RefusedResult, ShipmentApi } from './shipment.ts'

const NOT_FOUND: RefusedResult<'not-found'> = { ok: false, refusal: 'not-found' }
const refuse = async () => NOT_FOUND
const nothing = async () => null

/**
 * Stands in for the object of an id that no shipment has, and answers like an object that was never
 * announced. It avoids waking the real object, because the runtime creates a file for any object that is
 * asked and anybody can invent ids.
 */
export const NOBODY: ShipmentApi = {
  async announce({ command }) {
    const decision = decide(null, command, Date.now())
    return decision.ok ? NOT_FOUND : decision
  },
  carryOut: refuse,
  labelVerdicts: nothing,
  askLabels: refuse,
  wouldAccept: refuse,
  dispatch: refuse,
  tryCode: refuse,
  changedItsWay: nothing,
  checkReceipt: refuse,
  joinChat: refuse,
  pay: refuse,
  payAtDoor: refuse,
  doorPayment: nothing,
  doorPaymentUrl: refuse,
  takePaymentNotice: async () => {},
  report: async () => {},
  view: nothing,
  unreached: nothing,
  replay: nothing,
  requests: async () => [],
  fingerprintOf: async () => '',
  events: nothing,
  personalView: nothing,
  message: nothing,
  actsOf: async () => [],
  stop: nothing,
  roundStop: nothing,
  hold: nothing,
  foreignTo: async (_pointId, texts) => texts,
  apartOf: nothing,
  addPhoto: refuse,
  photo: nothing,
  openLink: refuse,
  endPhone: async () => {},
  delivery: refuse,
  deliveryData: nothing,
  catchUp: async () => {},
  disconnect: async () => {},
  fetch: async () => new Response(null, { status: 404 }),
}
