import type { BotChannel } from '../channels/bot.ts'
import { botsOf, type Gateways, gateways } from '../channels/gateways.ts'
import type { Config, Env } from '../config.ts'
import type { RaisedBlock, Tally } from '../domain/courier-day.ts'
import type { Bot, ChannelName } from '../domain/terms.ts'
import { mailer } from '../mailer.ts'
import { personStub } from '../objects/person.ts'
import { type ShipmentApi, shipmentStub, type WaitingAnnouncement } from '../objects/shipment.ts'
import { webhookStub } from '../objects/webhook.ts'
import { paymentsOf } from '../payments/settings.ts'
import { type AnnounceResult, announceShipment } from '../registry/announcing.ts'
import { insertAlert, updateIndex } from '../registry/index-update.ts'
import type { AlertRow, IndexUpdate } from '../registry/rows.ts'
import { webhooksOf } from '../registry/webhooks.ts'
import type { FeedDeps } from './feed.ts'
import type { PaymentDeps } from './payments.ts'

const HOUR_MS = 3_600_000

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

/** What the outbox asks of its own shipment's object, which does not call itself through a stub. */
interface OwnObject {
  id: string
  note: OutboxDeps['note']
  labelVerdicts: ShipmentApi['labelVerdicts']
}

/**
 * Returns the real outside of a shipment's outbox: gateways, the registry, other objects, the object storage
 * and the clock.
 */
export const outboxDeps = (env: Env, config: Config, self: OwnObject): OutboxDeps => ({
  channels: gateways(config.channels, (input, init) => fetch(input, init), mailer),
  bots: botsOf(config.channels, (input, init) => fetch(input, init)),
  updateIndex: async (update, contractId) =>
    idsOf(await updateIndex<{ id: string }>(env.DB, update, webhooksOf(env.DB, contractId, Date.now()))),
  webhooks: async (contractId) =>
    idsOf((await webhooksOf(env.DB, contractId, Date.now()).all<{ id: string }>()).results),
  offer: (webhookId, shipmentId, events) => webhookStub(env.WEBHOOK, webhookId).offer(shipmentId, events),
  alert: async (alert) => void (await insertAlert(env.DB, alert).run()),
  tally: (personId, entries, reservation) => personStub(env.PERSON, personId).tally(entries, reservation),
  gatewayDown: async (channel) => {
    const at = Date.now()
    // One alert an hour and channel, however many shipments have something to tell.
    const id = `gateway-down:${channel}:${Math.floor(at / HOUR_MS)}`
    const about = { shipmentId: null, waybill: null, personId: null, detail: { channel } }
    await insertAlert(env.DB, { id, kind: 'gateway-down', at, ...about }).run()
  },
  providers: paymentsOf(config.payments, (input, init) => fetch(input, init)),
  publicUrl: config.publicUrl,
  paymentDiffers: async (payment) => {
    const about = { shipmentId: self.id, waybill: null, personId: null }
    const id = `payment-difference:${self.id}:${payment}`
    await insertAlert(env.DB, { id, kind: 'payment-difference', at: Date.now(), ...about }).run()
  },
  note: self.note,
  announce: ({ input, print: fingerprint }, by, key) =>
    announceShipment(
      env,
      input,
      { by: { role: 'dispatcher', id: by }, idempotency: { key, fingerprint } },
      (id, ...asked) =>
        id === self.id
          ? self.labelVerdicts(...asked)
          : shipmentStub(env.SHIPMENT, id).labelVerdicts(...asked),
    ),
  removePhotos: (keys) => env.PHOTOS.delete(keys),
  now: () => Date.now(),
})

/** What the outbox needs from outside. Tests hand in plain objects. */
export interface OutboxDeps extends FeedDeps, PaymentDeps {
  channels: Gateways
  bots: Partial<Record<Bot, BotChannel>>
  /** Writes the lines and returns the ids of the contract's webhooks. */
  updateIndex(update: IndexUpdate, contractId: string): Promise<string[]>
  alert(alert: AlertRow): Promise<void>
  tally(
    personId: string,
    entries: { key: string; tally: Tally }[],
    reservation: string | null,
  ): Promise<RaisedBlock[][]>
  /** Alerts the dispatchers that a channel's gateway takes nothing. */
  gatewayDown(channel: ChannelName): Promise<void>
  /** Announces a shipment that waited for labels of this one, in the name of whoever asked. */
  announce(waiting: WaitingAnnouncement, by: string, key: string): Promise<AnnounceResult>
  /** Removes files from the object storage by their keys. */
  removePhotos(keys: string[]): Promise<void>
}
