import type { Config } from '../config.ts'
import type { ShipmentApi } from '../objects/shipment.ts'
import type { Webhook } from '../registry/webhooks.ts'
import { secretText, signing } from '../security/webhook-secret.ts'
import { addressFault } from './address.ts'
import { eventIdOf, type RenderedMessage, render, renderTest } from './message.ts'
import { type PostResult, postWebhook } from './post.ts'
import type { QueuedDelivery } from './queue.ts'
import { signatures } from './sign.ts'

/** Composes, signs and posts one delivery. */
export class Sender {
  readonly #id: string
  readonly #config: Config
  readonly #shipment: (shipmentId: string) => Pick<ShipmentApi, 'message'>

  /** @param shipment returns the object of a shipment, which keeps the events */
  constructor(id: string, config: Config, shipment: (shipmentId: string) => Pick<ShipmentApi, 'message'>) {
    this.#id = id
    this.#config = config
    this.#shipment = shipment
  }

  /** Returns the id by which a receiver recognises a repeated delivery. */
  eventId({ kind, shipment_id: shipmentId, seq, n }: QueuedDelivery): string {
    return kind === 'test' ? `test:${this.#id}:${n}` : eventIdOf(shipmentId, seq)
  }

  /**
   * Renders a delivery in the endpoint's format, the same every time; null if there is none that this
   * endpoint may have.
   */
  async render(webhook: Webhook, delivery: QueuedDelivery): Promise<RenderedMessage | null> {
    if (delivery.kind === 'test') return this.#test(webhook, delivery)
    const { shipment_id: shipmentId, seq } = delivery
    const message = await this.#shipment(shipmentId).message(webhook.contractId, seq)
    return message && render(webhook.format, message, this.#config.publicUrl)
  }

  #test({ format, name }: Webhook, { at }: QueuedDelivery): RenderedMessage {
    const about = { id: this.#id, webhookId: name, at: new Date(at).toISOString() }
    return renderTest(format, about, this.#config.publicUrl)
  }

  test(webhook: Webhook, delivery: QueuedDelivery): Promise<PostResult> {
    return this.post(webhook, delivery, this.#test(webhook, delivery))
  }

  async post(webhook: Webhook, delivery: QueuedDelivery, rendered: RenderedMessage): Promise<PostResult> {
    const { privateNetwork, secretKeys, signingKeys } = this.#config
    // The address is checked again, because the deployment may have become stricter since it was saved.
    if (addressFault(webhook.url, privateNetwork))
      return { ok: false, status: null, response: '', fault: 'address' }
    const now = Date.now()
    const [key] = signingKeys
    if (!key) throw new Error('no signing key')
    const id = this.eventId(delivery)
    const timestamp = Math.floor(now / 1000)
    const secrets = signing(webhook.secrets, now).map((one) => secretText(secretKeys, this.#id, one))
    return postWebhook((input, init) => fetch(input, init), webhook.url, rendered, {
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': await signatures(id, timestamp, rendered.body, secrets, key),
    })
  }
}
