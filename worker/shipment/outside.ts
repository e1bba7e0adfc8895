import { gateways } from '../channels/gateways.ts'
import type { Config, Env } from '../config.ts'
import { mailer } from '../mailer.ts'
import { personOf } from '../person/api.ts'
import { announceShipment } from '../registry/announcing.ts'
import { alertLine, project } from '../registry/projection.ts'
import { webhooksOf } from '../registry/webhooks.ts'
import { webhookOf } from '../webhooks/api.ts'
import { type ShipmentApi, shipmentOf } from './api.ts'
import type { Outside } from './outbox.ts'

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

/** What the outbox of one shipment asks of the object itself, which calls itself by no stub. */
interface Self {
  id: string
  note: Outside['note']
  labelVerdicts: ShipmentApi['labelVerdicts']
}

/** The real outside of a shipment's outbox: gateways, the registry, other objects, the object storage, the clock. */
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
