import type { WebhookFormat } from '../domain/terms.ts'
import type { EventMessage } from '../objects/event-message.ts'
import { epcisEvent, hasEpcis } from './epcis.ts'

/** The message of a test. */
export interface TestMessage {
  /** The endpoint's own id, which no other endpoint has; one receiver may serve several endpoints. */
  id: string
  /** The endpoint's name. */
  webhookId: string
  at: string
}

export interface RenderedMessage {
  contentType: string
  body: string
}

/**
 * Returns the id of an event. It is the same for every try and replay, so that a receiver recognises the
 * event.
 */
export const eventIdOf = (shipmentId: string, seq: number) => `${shipmentId}:${seq}`

/** Parses an event's id into its two halves, or returns null. */
export function parseEventId(text: string): { shipmentId: string; seq: number } | null {
  const [, shipmentId, seq] = /^([A-Za-z0-9_-]{1,64}):([1-9]\d{0,8})$/.exec(text) ?? []
  return shipmentId && seq ? { shipmentId, seq: Number(seq) } : null
}

/**
 * Returns whether an endpoint is sent events of a type: its filter must let them through and its format must
 * have a form for them.
 */
export const wants = (
  { events, format }: { events: readonly string[]; format: WebhookFormat },
  type: string,
): boolean => (events.includes('*') || events.includes(type)) && (format !== 'epcis' || hasEpcis(type))

const json = (contentType: string, value: unknown): RenderedMessage => ({
  contentType,
  body: JSON.stringify(value),
})

/**
 * Renders an event in an endpoint's format, with the same bytes every time; null if the format has no form
 * for it.
 */
export function render(
  format: WebhookFormat,
  message: EventMessage,
  publicUrl: string,
): RenderedMessage | null {
  const { event, ...about } = message
  const data = { ...about, ...event }
  switch (format) {
    case 'sesame':
      return json('application/json', { type: event.type, timestamp: event.at, data })
    case 'cloudevents':
      return json('application/cloudevents+json', {
        specversion: '1.0',
        id: eventIdOf(about.shipmentId, event.seq),
        source: `${publicUrl}/api/shipments/${about.shipmentId}`,
        type: `sesame.${event.type}`,
        subject: about.waybill,
        time: event.at,
        // The extension "sequence" is ordered as text.
        sequence: String(event.seq).padStart(10, '0'),
        datacontenttype: 'application/json',
        data,
      })
    case 'epcis': {
      const epcis = epcisEvent(message, publicUrl)
      return epcis && epcisDocument(publicUrl, event.receivedAt, [epcis])
    }
  }
}

/** Renders the test event in an endpoint's format. */
export function renderTest(
  format: WebhookFormat,
  { id, webhookId, at }: TestMessage,
  publicUrl: string,
): RenderedMessage {
  const data = { webhookId }
  switch (format) {
    case 'sesame':
      return json('application/json', { type: 'test', timestamp: at, data })
    case 'cloudevents':
      return json('application/cloudevents+json', {
        specversion: '1.0',
        id: `test:${id}:${at}`,
        source: `${publicUrl}/api/webhooks/${webhookId}`,
        type: 'sesame.test',
        time: at,
        datacontenttype: 'application/json',
        data,
      })
    case 'epcis':
      return epcisDocument(publicUrl, at, [])
  }
}

function epcisDocument(publicUrl: string, at: string, eventList: object[]): RenderedMessage {
  return json('application/ld+json', {
    '@context': [
      'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      { sesame: `${publicUrl}/id/epcis#` },
    ],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: at,
    epcisBody: { eventList },
  })
}
