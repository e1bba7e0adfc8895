import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import type { AppEnv } from '../http/context.ts'
import { PAGE_SIZE, page, readCursor } from '../http/paging.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { write } from '../http/validate.ts'
import { findContract } from '../registry/contracts.ts'
import {
  countWebhooks,
  findWebhook,
  listWebhooks,
  saveSecrets,
  saveWebhook,
  type Webhook,
} from '../registry/webhooks.ts'
import { shipmentOf } from '../shipment/api.ts'
import { addressFault } from '../webhooks/address.ts'
import { webhookOf } from '../webhooks/api.ts'
import { parseEventId } from '../webhooks/message.ts'
import { ENDPOINTS_MAX } from '../webhooks/schedule.ts'
import { rotated, type SecretVersion, secretText, signing } from '../webhooks/secret.ts'
import { id as idSchema } from '../wire/fields.ts'
import * as wire from '../wire/webhooks.ts'
import { type Effect, once, operate, type Plan, repeatable } from './once.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const objectOf = (c: Context<AppEnv>, id: string) => webhookOf(c.env.WEBHOOK, id)

function view({ secrets, ...webhook }: Webhook): wire.WebhookView {
  const { id, contractId, url, events, format, disabledAt, disabledBecause, createdAt } = webhook
  const [, previous] = signing(secrets, Date.now())
  return {
    id,
    contractId,
    url,
    events,
    format,
    enabled: disabledAt === null,
    disabledAt: disabledAt === null ? null : iso(disabledAt),
    disabledBecause,
    createdAt: iso(createdAt),
    previousSecretUntil: previous?.until ? iso(previous.until) : null,
  }
}

/** The endpoint of the path, if this principal may know of it; another contract's is as good as none. */
async function own(c: Context<AppEnv>): Promise<Webhook | null> {
  const id = c.req.param('id') ?? ''
  const webhook = v.is(idSchema, id) ? await findWebhook(c.env.DB, id) : null
  const { contractId } = c.get('principal')
  return webhook && (contractId === null || contractId === webhook.contractId) ? webhook : null
}

/** What a stored reply says of the secret that its response shows: a version to derive it from, never the text. */
type Shown = { id: string; shows?: SecretVersion }

/** Puts the secret into the one response that shows it, and into repetitions of its request. */
const reveal = (c: Context<AppEnv>) => ({
  reveal: (body: object) => {
    const { shows, ...rest } = body as Shown
    return shows ? { ...rest, secret: secretText(c.get('config').secretKeys, rest.id, shows) } : rest
  },
})

async function save(c: Context<AppEnv>, id: string, given: wire.PutWebhook): Promise<Plan<'wake-webhook'>> {
  const { DB } = c.env
  const { contractId: only } = c.get('principal')
  const { secretKeys, privateNetwork } = c.get('config')
  const fault = addressFault(given.url, privateNetwork)
  if (fault) return problem(c, 'bad-request', [{ field: 'url', code: fault }])
  const before = await findWebhook(DB, id)
  if (before && only !== null && before.contractId !== only) return problem(c, 'not-found')
  const contractId = given.contractId ?? before?.contractId ?? only
  if (before && contractId !== before.contractId)
    return problem(c, 'bad-request', [{ field: 'contractId', code: 'fixed' }])
  const known = contractId === null || (await findContract(DB, contractId)) !== null
  if (!known || (only !== null && contractId !== only))
    return problem(c, 'unknown-contract', [{ field: 'contractId', code: 'unknown' }])
  if (!before && (await countWebhooks(DB, contractId)) >= ENDPOINTS_MAX) return problem(c, 'too-many')
  const now = Date.now()
  const enabled = given.enabled ?? true
  const webhook: Webhook = {
    id,
    contractId,
    url: given.url,
    events: given.events,
    format: given.format ?? 'sesame',
    secrets: before?.secrets ?? rotated([], secretKeys.current, now),
    createdAt: before?.createdAt ?? now,
    enabledAt: now,
    disabledAt: enabled ? null : (before?.disabledAt ?? now),
    disabledBecause: enabled ? null : (before?.disabledBecause ?? 'paused'),
  }
  const body = { ...view(webhook), ...(!before && { shows: webhook.secrets[0] }) }
  return {
    operation: 'wake-webhook',
    given: { webhookId: id, reply: { status: before ? 200 : 201, body } },
    statements: [saveWebhook(DB, webhook)],
  }
}

async function rotate(c: Context<AppEnv>): Promise<Effect> {
  const webhook = await own(c)
  if (!webhook) return problem(c, 'not-found')
  const secrets = rotated(webhook.secrets, c.get('config').secretKeys.current, Date.now())
  return {
    reply: { status: 200, body: { ...view({ ...webhook, secrets }), shows: secrets[0] } },
    statements: [saveSecrets(c.env.DB, webhook.id, secrets)],
  }
}

async function replay(c: Context<AppEnv>, given: wire.Replay): Promise<Plan<'replay-events'>> {
  const webhook = await own(c)
  if (!webhook) return problem(c, 'not-found')
  if (webhook.disabledAt !== null) return problem(c, 'webhook-disabled')
  const { id: webhookId } = webhook
  if (!('eventId' in given)) {
    const [from, to] = [Date.parse(given.from), Date.parse(given.to)]
    if (!(from < to)) return problem(c, 'bad-request', [{ field: 'to', code: 'order' }])
    return { operation: 'replay-events', given: { webhookId, what: { from, to } } }
  }
  const { shipmentId, seq } = parseEventId(given.eventId) ?? { shipmentId: '', seq: 0 }
  const message = await shipmentOf(c.env.SHIPMENT, shipmentId).message(webhook.contractId, seq)
  if (!message) return problem(c, 'bad-request', [{ field: 'eventId', code: 'unknown' }])
  const { type, receivedAt } = message.event
  const event = { shipmentId, seq, type, at: Date.parse(receivedAt) }
  return { operation: 'replay-events', given: { webhookId, what: { event } } }
}

/** Where shippers hear of their shipments (R34). A key reaches the endpoints of its contract. */
export const webhooks = new Hono<AppEnv>()
  .use('/api/webhooks/*', requires('manage-webhooks'))
  .get('/api/webhooks', async (c) => {
    const after = readCursor(c, v.string()) ?? ''
    const items = await listWebhooks(c.env.DB, after, c.get('principal').contractId, PAGE_SIZE)
    const healths = await Promise.all(items.map(({ id }) => objectOf(c, id).health()))
    const lines = items.map((webhook, index): wire.WebhookDetails => {
      const health = healths[index] ?? { waiting: 0, failingSince: null, lastDeliveredAt: null }
      return { ...view(webhook), health }
    })
    return c.json(
      page(lines, PAGE_SIZE, ({ id }) => id),
      200,
    )
  })
  .get('/api/webhooks/:id', async (c) => {
    const webhook = await own(c)
    if (!webhook) return problem(c, 'not-found')
    const health = await objectOf(c, webhook.id).health()
    return c.json({ ...view(webhook), health } satisfies wire.WebhookDetails, 200)
  })
  .put('/api/webhooks/:id', ...write(wire.putWebhook), async (c) => {
    const id = c.req.param('id')
    if (!v.is(idSchema, id)) return problem(c, 'bad-request', [{ field: 'id', code: 'regex' }])
    return operate(c, () => save(c, id, c.req.valid('json')), reveal(c))
  })
  .post('/api/webhooks/:id/rotate', ...write(wire.rotate), (c) => once(c, () => rotate(c), reveal(c)))
  .post('/api/webhooks/:id/test', ...write(wire.test), (c) =>
    repeatable(c, async () => {
      const webhook = await own(c)
      if (!webhook) return problem(c, 'not-found')
      return { status: 200, body: await objectOf(c, webhook.id).test(c.get('once').key) }
    }),
  )
  .post('/api/webhooks/:id/replay', ...write(wire.replay), (c) =>
    operate(c, () => replay(c, c.req.valid('json'))),
  )
  .get('/api/webhooks/:id/deliveries', async (c) => {
    const webhook = await own(c)
    if (!webhook) return problem(c, 'not-found')
    const items = await objectOf(c, webhook.id).deliveries(readCursor(c, v.number()), PAGE_SIZE)
    return c.json(
      page(items, PAGE_SIZE, ({ id }) => id),
      200,
    )
  })
