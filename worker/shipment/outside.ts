import { type Gateways, gateways } from '../channels/gateways.ts'
import type { Config, Env } from '../config.ts'
import type { Command } from '../domain/command.ts'
import type { Raised, Tally } from '../domain/courier-day.ts'
import { mailer } from '../mailer.ts'
import { personOf } from '../objects/person.ts'
import { type ShipmentApi, shipmentOf, type WaitingAnnouncement } from '../objects/shipment.ts'
import { webhookOf } from '../objects/webhook.ts'
import { type Announced, announceShipment } from '../registry/announcing.ts'
import { alertLine, project } from '../registry/projection.ts'
import type { AlertRow, Lines } from '../registry/rows.ts'
import { webhooksOf } from '../registry/webhooks.ts'
import type { FeedOutside } from './feed.ts'

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

/** What the outbox asks of its own shipment's object, which does not call itself through a stub. */
interface Self {
  id: string
  note: Outside['note']
  labelVerdicts: ShipmentApi['labelVerdicts']
}

/**
 * Returns the real outside of a shipment's outbox: gateways, the registry, other objects, the object storage
 * and the clock.
 */
export const outsideOf = (env: Env, config: Config, self: Self): Outside => ({
  channels: gateways(config.channels, (input, init) => fetch(input, init), mailer),
  project: async (lines, contractId) =>
    idsOf(await project<{ id: string }>(env.DB, lines, webhooksOf(env.DB, contractId, Date.now()))),
  webhooks: async (contractId) =>
    idsOf((await webhooksOf(env.DB, contractId, Date.now()).all<{ id: string }>()).results),
  offer: (webhookId, shipmentId, events) => webhookOf(env.WEBHOOK, webhookId).offer(shipmentId, events),
  alert: async (alert) => void (await alertLine(env.DB, alert).run()),
  tally: (personId, entries, reservation) => personOf(env.PERSON, personId).tally(entries, reservation),
  note: self.note,
  announce: ({ input, print }, by, key) =>
    announceShipment(
      env,
      input,
      { by: { role: 'dispatcher', id: by }, once: { key, print } },
      (id, ...asked) =>
        id === self.id ? self.labelVerdicts(...asked) : shipmentOf(env.SHIPMENT, id).labelVerdicts(...asked),
    ),
  removePhotos: (keys) => env.PHOTOS.delete(keys),
  now: () => Date.now(),
})

/** What the outbox needs from outside. Tests hand in plain objects. */
export interface Outside extends FeedOutside {
  channels: Gateways
  /** Writes the lines and returns the ids of the contract's webhooks. */
  project(lines: Lines, contractId: string): Promise<string[]>
  alert(alert: AlertRow): Promise<void>
  tally(
    personId: string,
    entries: { key: string; tally: Tally }[],
    reservation: string | null,
  ): Promise<Raised[][]>
  note(command: Command): unknown
  /** Announces a shipment that waited for labels of this one, in the name of whoever asked. */
  announce(waiting: WaitingAnnouncement, by: string, key: string): Promise<Announced>
  /** Removes files from the object storage by their keys. */
  removePhotos(keys: string[]): Promise<void>
}
