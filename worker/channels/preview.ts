import type { PointInfo } from '../domain/choose-point.ts'
import type { Fact, FactOf } from '../domain/event.ts'
import { settle } from '../domain/history.ts'
import { type Amounts, totalOf } from '../domain/payments.ts'
import type { Policy } from '../domain/policy.ts'
import { type SmsParts, smsParts } from '../domain/sms-parts.ts'
import type { Shipment } from '../domain/state.ts'
import type { ChannelName, Locale, MessageCause } from '../domain/terms.ts'
import { type MessageText, textOf } from './message-text.ts'

/** One message as an invented recipient would get it, with a code and a link that open nothing. */
export interface Preview extends Omit<MessageText, 'sms'> {
  cause: MessageCause
  /** The channels it goes to; empty if the policy tells nothing at this moment. */
  channels: ChannelName[]
  sms: SmsParts
}

const PEOPLE: Record<Locale, { sender: string; point: string; address: string }> = {
  ru: { sender: 'Дом книги', point: 'ПВЗ Лесная', address: 'Лесная ул., 5, Москва' },
  fr: {
    sender: 'Maison Lefèvre',
    point: 'Relais Tabac des Brotteaux',
    address: '3 place Jules-Ferry, 69006 Lyon',
  },
  en: { sender: 'Harbour Books', point: 'Corner Post Office', address: '12 Quay Street, Galway' },
}
const LABEL = 'XY746876977FR'
const COURIER = { roundId: 'round', courierId: 'courier' }

/** What an invented recipient pays. */
const AMOUNTS: Record<Locale, Amounts> = {
  ru: { currency: 'RUB', delivery: 40_000, goods: [{ amount: 250_000, label: null }] },
  fr: { currency: 'EUR', delivery: 590, goods: [{ amount: 3_500, label: null }] },
  en: { currency: 'EUR', delivery: 590, goods: [{ amount: 3_500, label: null }] },
}
/** What nobody is told unless the recipient pays. */
const OF_PAYMENT: readonly MessageCause[] = ['paid', 'refunded']

function amountsUnder({ payment }: Policy, locale: Locale): Amounts {
  const { delivery, goods, ...rest } = AMOUNTS[locale]
  return {
    ...rest,
    delivery: payment === 'goods' ? 0 : delivery,
    goods: payment === 'delivery' ? [] : goods,
  }
}

const pointIn = (locale: Locale): PointInfo => {
  const { point, address } = PEOPLE[locale]
  return { id: 'point', kind: 'point', name: point, address }
}

function announced(
  policy: Policy,
  carrier: string,
  locale: Locale,
  amounts: Amounts | null,
): FactOf<'announced'> {
  return {
    type: 'announced',
    waybill: LABEL,
    contractId: 'contract',
    policyVersion: 1,
    policy,
    carrier,
    sender: PEOPLE[locale].sender,
    secured: policy.secured,
    reasons: [],
    labels: [LABEL],
    contacts: { hasPhone: true, hasEmail: true },
    locale,
    destination: null,
    ...(amounts && { amounts }),
  }
}

/** Returns the facts by which the recipient pays. */
function paying(amounts: Amounts): Fact[] {
  const paid = { number: 1, amount: totalOf(amounts), currency: amounts.currency }
  return [
    { type: 'payment-opened', ...paid, from: 'page', provider: 'stripe' },
    { type: 'payment-received', ...paid },
  ]
}

/** Returns, for each message, the facts that lead up to it. Who has to pay does so before the courier comes. */
function storiesOf(policy: Policy, point: PointInfo, amounts: Amounts): Record<MessageCause, Fact[]> {
  const labels = [LABEL]
  const code = ''
  const scheduled: Fact[] = [{ type: 'scheduled', ...COURIER }]
  const road: Fact[] = [...scheduled, { type: 'dispatched', ...COURIER, point }]
  const paid: Fact[] = [...road, ...paying(amounts)]
  const ready: Fact[] = policy.payment === 'none' ? road : paid
  const door: Fact[] = [...ready, { type: 'arrived', deviceAt: '', placed: true }]
  const handedOver = { type: 'handed-over', labels, of: 1, code } as const
  const absent: Fact[] = [...door, { type: 'visit-failed', reason: 'absent', labels, code }]
  const held: Fact[] = [...door, { type: 'held', reason: 'no-code', labels, code, point }]
  const waits: Fact[] = [...held, { type: 'received-at-point', pointId: point.id, labels }]
  const contacts = { hasPhone: true, hasEmail: true }
  const requested: Fact[] = [{ type: 'contact-change-requested', requestedBy: 'dispatcher', contacts }]
  return {
    announced: [],
    accepted: [{ type: 'received-at-depot', labels, code }],
    scheduled,
    released: road,
    arrived: door,
    held,
    failed: absent,
    reopened: [
      ...absent,
      { type: 'message-sent', cause: 'failed', channels: [...policy.channels], about: absent.length + 1 },
      { type: 'visit-reopened', takesBack: absent.length + 1, labels },
    ],
    ready: waits,
    reminder: [...waits, { type: 'reminded' }],
    receipt: [...door, { ...handedOver, proof: policy.door[0] ?? 'pin' }],
    resend: [...road, { type: 'sent-on-demand', what: 'code' }],
    identity: [...door, { ...handedOver, proof: 'identity' }],
    'contact-change': requested,
    'label-change': [
      { type: 'cancelled' },
      { type: 'label-requested', requestedBy: 'dispatcher', labels, to: 'shipment', reasons: ['recipient'] },
    ],
    'chat-joined': [...road, { type: 'chat-joined', bot: 'telegram', link: 1 }],
    paid,
    refunded: [
      ...paid,
      {
        ...{ type: 'refund-ordered', number: 1, payment: 1, because: 'cancelled', labels },
        ...{ amount: totalOf(amounts), currency: amounts.currency },
      },
      { type: 'refund-made', number: 1 },
    ],
    corrected: [{ type: 'recipient-corrected', contacts, contact: true, was: { from: 1, ...contacts } }],
    'contact-changed': [...requested, { type: 'contact-change-approved' }, { type: 'contact-changed' }],
  }
}

/**
 * Returns every message that a policy would send, in one language. The real rules decide on the channels and
 * the real texts are used. `publicUrl` begins the link; `now` is in ms.
 */
export function previews(
  policy: Policy,
  carrier: string,
  locale: Locale,
  publicUrl: string,
  now: number,
): Preview[] {
  const opens = {
    pin: '12345678'.slice(0, policy.pinDigits),
    qr: 'SESAME:1',
    link: `${publicUrl}/r#${'x'.repeat(14)}.${'x'.repeat(14)}`,
  }
  const amounts = amountsUnder(policy, locale)
  const stories = storiesOf(policy, pointIn(locale), amounts)
  const pays = policy.payment !== 'none'
  return (Object.keys(stories) as MessageCause[]).map((cause) => {
    const ofPayment = OF_PAYMENT.includes(cause)
    const asked = pays || ofPayment ? amounts : null
    const first: Shipment = settle(null, announced(policy, carrier, locale, asked), now).after
    const story = stories[cause]
    const shipment = story.reduce((state, fact) => settle(state, fact, now).after, first)
    const due = shipment.unsent.find(({ order, about }) => order.cause === cause && about === shipment.seq)
    const order = due?.order ?? { cause, channels: [], secret: false }
    const { sms, ...text } = textOf(order, shipment, opens)
    const channels = ofPayment && !pays ? [] : order.channels
    return { cause, channels, ...text, sms: smsParts(sms) }
  })
}
