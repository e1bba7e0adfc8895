import type { WebhookFormat } from '../domain/terms.ts'
import type { EventMessage } from '../objects/event-message.ts'
import { epcisEvent, hasEpcis } from './epcis.ts'

/** What the test button sends. */
export interface TestMessage {
  /** The endpoint's own id, which no other has: a receiver may stand behind several. */
  id: string
  /** What it is called. */
  webhookId: string
  at: string
}

export interface Rendered {
  contentType: string
  body: string
}

/** The same for every try and replay of one event, so that a receiver knows it again. */
export const eventIdOf = (shipmentId: string, seq: number) => `${shipmentId}:${seq}`

/** Both halves of an event's id, or null. */
export function parseEventId(text: string): { shipmentId: string; seq: number } | null {
  const [, shipmentId, seq] = /^([A-Za-z0-9_-]{1,64}):([1-9]\d{0,8})$/.exec(text) ?? []
  return shipmentId && seq ? { shipmentId, seq: Number(seq) } : null
}

/** Whether an endpoint is sent events of a type: its filter lets them through and its format has a form for them. */
export const wants = (
  { events, format }: { events: readonly string[]; format: WebhookFormat },
  type: string,
): boolean => (events.includes('*') || events.includes(type)) && (format !== 'epcis' || hasEpcis(type))

const json = (contentType: string, value: unknown): Rendered => ({ contentType, body: JSON.stringify(value) })

/** An event in an endpoint's format; null where the format has no form for it. The same bytes every time. */
export function render(format: WebhookFormat, message: EventMessage, publicUrl: string): Rendered | null {
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
        // The extension "sequence": ordered as text.
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

/** The test event in an endpoint's format. */
export function renderTest(
  format: WebhookFormat,
  { id, webhookId, at }: TestMessage,
  publicUrl: string,
): Rendered {
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

function epcisDocument(publicUrl: string, at: string, eventList: object[]): Rendered {
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
