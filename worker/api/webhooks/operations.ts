import * as v from 'valibot'
import { pageOf } from '../common.ts'
import { CONTRACT, SHIPMENT, T } from '../examples.ts'
import { answer, json, operation } from '../operation.ts'
import * as at from './addresses.ts'
import { WebhookDelivery, WebhookDetails, WebhookReplayed, WebhookSaved, WebhookTested } from './answers.ts'
import * as body from './bodies.ts'

const webhook = {
  id: 'erp',
  contractId: CONTRACT,
  url: 'https://erp.example/sesame',
  events: ['handed-over', 'held'],
  format: 'sesame' as const,
  enabled: true,
  disabledAt: null,
  disabledBecause: null,
  createdAt: T.announced,
  previousSecretUntil: null,
}
const health = { waiting: 0, failingSince: null, lastDeliveredAt: T.done }
const shown = { ...webhook, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }

const OF_CONTRACT = {
  contractId: {
    description:
      'Whose endpoint of this name is meant, for who sees all contracts; empty: the one of all contracts. Absent, the only one of the name is taken; of several, 400 `ambiguous`.',
    schema: v.string(),
    example: CONTRACT,
  },
}

export const list = operation(at.list, {
  tag: 'Webhooks',
  summary: 'List endpoints',
  by: 'manage-webhooks',
  paged: true,
  answers: {
    200: answer(pageOf(WebhookDetails), { items: [{ ...webhook, health }], cursor: null }, 'A page, by id'),
  },
})

export const read = operation(at.read, {
  tag: 'Webhooks',
  summary: 'Read an endpoint and how it does',
  by: 'manage-webhooks',
  query: OF_CONTRACT,
  answers: {
    200: answer(WebhookDetails, { ...webhook, health }, 'The endpoint'),
  },
  problems: ['bad-request'],
})

export const put = operation(at.put, {
  tag: 'Webhooks',
  summary: 'Save an endpoint',
  description:
    'The id is yours to choose, and your contract’s own: another contract may use it too. Who sees all contracts says whose in `contractId` (null: all contracts); without it, the only endpoint of the name is changed, and of several none (400 `ambiguous`). `events: ["*"]` is all of them. `enabled: false` pauses it: what happens meanwhile waits.',
  by: 'manage-webhooks',
  body: json(body.putWebhook, { url: webhook.url, events: ['handed-over', 'held'], contractId: CONTRACT }),
  answers: {
    200: answer(WebhookSaved, webhook, 'Changed'),
    201: answer(WebhookSaved, shown, 'Made; `secret` is shown here, at a rotation, and nowhere else'),
  },
  problems: ['unknown-contract', 'too-many'],
})

export const rotate = operation(at.rotate, {
  tag: 'Webhooks',
  summary: 'Rotate the secret',
  description: 'Both secrets sign for a while, so that no delivery is lost on the way.',
  by: 'manage-webhooks',
  query: OF_CONTRACT,
  body: json(body.rotate, {}),
  answers: { 200: answer(WebhookSaved, { ...shown, previousSecretUntil: T.until }, 'The new secret') },
})

export const test = operation(at.test, {
  tag: 'Webhooks',
  summary: 'Send a test event now',
  by: 'manage-webhooks',
  query: OF_CONTRACT,
  body: json(body.test, {}),
  answers: {
    200: answer(
      WebhookTested,
      { deliveryId: 12, outcome: 'delivered', status: 200, fault: null },
      'What came of it',
    ),
  },
})

export const replay = operation(at.replay, {
  tag: 'Webhooks',
  summary: 'Send one event, or those of a time range, again',
  by: 'manage-webhooks',
  query: OF_CONTRACT,
  body: json(body.replay, { eventId: `${SHIPMENT}:7` }),
  answers: {
    200: answer(
      WebhookReplayed,
      { queued: 1, until: null },
      'Queued; `until` is where to go on when the range held more than fits',
    ),
  },
  problems: ['webhook-disabled'],
})

export const deliveries = operation(at.deliveries, {
  tag: 'Webhooks',
  summary: 'The log of deliveries',
  by: 'manage-webhooks',
  query: OF_CONTRACT,
  paged: true,
  answers: {
    200: answer(
      pageOf(WebhookDelivery),
      {
        items: [
          {
            id: 12,
            eventId: `${SHIPMENT}:7`,
            kind: 'event',
            type: 'handed-over',
            shipmentId: SHIPMENT,
            at: T.done,
            state: 'delivered',
            attempt: 1,
            triedAt: T.done,
            next: null,
            request: {
              url: webhook.url,
              headers: { 'content-type': 'application/json', 'webhook-id': `${SHIPMENT}:7` },
              body: '{"type":"handed-over"}',
            },
            response: { status: 200, body: 'ok' },
            fault: null,
            tries: [{ at: T.done, ms: 84, status: 200, response: 'ok', fault: null }],
          },
        ],
        cursor: null,
      },
      'A page, newest first',
    ),
  },
  problems: ['bad-request'],
})
