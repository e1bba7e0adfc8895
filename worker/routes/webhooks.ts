import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { id as idSchema } from '../api/fields.ts'
import type { WebhookDetails, WebhookView } from '../api/webhooks/answers.ts'
import * as webhooksBody from '../api/webhooks/bodies.ts'
import type { AppEnv } from '../http/context.ts'
import { PAGE_SIZE, page, readCursor } from '../http/paging.ts'
import { problem } from '../http/problem.ts'
import { requires } from '../http/require.ts'
import { write } from '../http/validate.ts'
import { findContract } from '../registry/contracts.ts'
import { findShipment } from '../registry/find-shipment.ts'
import {
  countWebhooks,
  findWebhooks,
  listWebhooks,
  saveSecrets,
  saveWebhook,
  type Webhook,
  webhookIdOf,
} from '../registry/webhooks.ts'
import { addressFault } from '../webhooks/address.ts'
import { webhookOf } from '../webhooks/api.ts'
import { parseEventId } from '../webhooks/message.ts'
import { ENDPOINTS_MAX } from '../webhooks/schedule.ts'
import { rotated, type SecretVersion, secretText, signing } from '../webhooks/secret.ts'
import { type Effect, once, operate, type Plan, repeatable } from './once.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const objectOf = (c: Context<AppEnv>, id: string) => webhookOf(c.env.WEBHOOK, id)

function view({ secrets, ...webhook }: Webhook): WebhookView {
  const { name: id, contractId, url, events, format, disabledAt, disabledBecause, createdAt } = webhook
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

/**
 * Whose endpoint a call is about: that of the API key's contract, or what the address says, where an empty text stands
 * for all contracts; undefined: it does not say. A name is its contract's own, so that alone it may mean several.
 */
function contractAsked(c: Context<AppEnv>): string | null | undefined {
  const asked = c.req.query('contractId')
  return asked === undefined ? (c.get('principal').contractId ?? undefined) : asked || null
}

const ambiguous = (c: Context<AppEnv>) =>
  problem(c, 'bad-request', [{ field: 'contractId', code: 'ambiguous' }])

/** Names the endpoint in the audit as it is told apart: its name alone would not do. */
const note = (c: Context<AppEnv>, { contractId }: Webhook) => c.set('about', { contractId: contractId ?? '' })

/** The endpoint of the path, if this principal may know of it; another contract's is as good as none. */
async function own(c: Context<AppEnv>): Promise<Webhook | Response> {
  const name = c.req.param('id') ?? ''
  const { contractId: only } = c.get('principal')
  const asked = contractAsked(c)
  const may = v.is(idSchema, name) && (only === null || only === asked)
  const [webhook, other] = may ? await findWebhooks(c.env.DB, name, asked) : []
  if (!webhook) return problem(c, 'not-found')
  if (other) return ambiguous(c)
  note(c, webhook)
  return webhook
}

/** What a stored reply says of the secret that its response shows: what to derive it from, never the text. */
interface Shown {
  id: string
  /** `of`: the endpoint's own id; absent in replies from when that was its name. */
  shows?: SecretVersion & { of?: string }
}

const shows = ({ id, secrets: [latest] }: Webhook) => ({ shows: { ...latest, of: id } })

/** Puts the secret into the one response that shows it, and into repetitions of its request. */
const reveal = (c: Context<AppEnv>) => ({
  reveal: (body: object) => {
    const { shows, ...rest } = body as Shown
    if (!shows) return rest
    return { ...rest, secret: secretText(c.get('config').secretKeys, shows.of ?? rest.id, shows) }
  },
})

async function save(
  c: Context<AppEnv>,
  name: string,
  given: webhooksBody.PutWebhook,
): Promise<Plan<'wake-webhook'>> {
  const { DB } = c.env
  const { contractId: only } = c.get('principal')
  const { secretKeys, privateNetwork } = c.get('config')
  const fault = addressFault(given.url, privateNetwork)
  if (fault) return problem(c, 'bad-request', [{ field: 'url', code: fault }])
  const asked = given.contractId === undefined ? contractAsked(c) : given.contractId
  const unknown = () => problem(c, 'unknown-contract', [{ field: 'contractId', code: 'unknown' }])
  if (only !== null && asked !== only) return unknown()
  const [before, other] = await findWebhooks(DB, name, asked)
  if (other) return ambiguous(c)
  const contractId = before ? before.contractId : (asked ?? null)
  if (contractId !== null && !(await findContract(DB, contractId))) return unknown()
  if (!before && (await countWebhooks(DB, contractId)) >= ENDPOINTS_MAX) return problem(c, 'too-many')
  const now = Date.now()
  const enabled = given.enabled ?? true
  const webhook: Webhook = {
    id: before?.id ?? webhookIdOf(contractId, name),
    name,
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
  note(c, webhook)
  const body = { ...view(webhook), ...(!before && shows(webhook)) }
  return {
    operation: 'wake-webhook',
    given: { webhookId: webhook.id, reply: { status: before ? 200 : 201, body } },
    statements: [saveWebhook(DB, webhook)],
  }
}

async function rotate(c: Context<AppEnv>): Promise<Effect> {
  const webhook = await own(c)
  if (webhook instanceof Response) return webhook
  const secrets = rotated(webhook.secrets, c.get('config').secretKeys.current, Date.now())
  return {
    reply: { status: 200, body: { ...view({ ...webhook, secrets }), ...shows({ ...webhook, secrets }) } },
    statements: [saveSecrets(c.env.DB, webhook.id, secrets)],
  }
}

async function replay(c: Context<AppEnv>, given: webhooksBody.Replay): Promise<Plan<'replay-events'>> {
  const webhook = await own(c)
  if (webhook instanceof Response) return webhook
  if (webhook.disabledAt !== null) return problem(c, 'webhook-disabled')
  const { id: webhookId } = webhook
  if (!('eventId' in given)) {
    const [from, to] = [Date.parse(given.from), Date.parse(given.to)]
    if (!(from < to)) return problem(c, 'bad-request', [{ field: 'to', code: 'order' }])
    return { operation: 'replay-events', given: { webhookId, what: { from, to } } }
  }
  const { shipmentId, seq } = parseEventId(given.eventId) ?? { shipmentId: '', seq: 0 }
  const shipment = await findShipment(c.env, shipmentId)
  const message = await shipment.message(webhook.contractId, seq)
  if (!message) return problem(c, 'bad-request', [{ field: 'eventId', code: 'unknown' }])
  const { type, receivedAt } = message.event
  const event = { shipmentId, seq, type, at: Date.parse(receivedAt) }
  return { operation: 'replay-events', given: { webhookId, what: { event } } }
}

/** Where shippers hear of their shipments (R34). A key reaches the endpoints of its contract. */
export const webhooks = new Hono<AppEnv>()
  .use('/api/webhooks/*', requires('manage-webhooks'))
  .get('/api/webhooks', async (c) => {
    const after = readCursor(c, v.strictObject({ name: v.string(), contractId: v.nullable(v.string()) }))
    const items = await listWebhooks(c.env.DB, after, c.get('principal').contractId, PAGE_SIZE)
    const healths = await Promise.all(items.map(({ id }) => objectOf(c, id).health()))
    const lines = items.map((webhook, index): WebhookDetails => {
      const health = healths[index] ?? { waiting: 0, failingSince: null, lastDeliveredAt: null }
      return { ...view(webhook), health }
    })
    return c.json(
      page(lines, PAGE_SIZE, ({ id: name, contractId }) => ({ name, contractId })),
      200,
    )
  })
  .get('/api/webhooks/:id', async (c) => {
    const webhook = await own(c)
    if (webhook instanceof Response) return webhook
    const health = await objectOf(c, webhook.id).health()
    return c.json({ ...view(webhook), health } satisfies WebhookDetails, 200)
  })
  .put('/api/webhooks/:id', ...write(webhooksBody.putWebhook), async (c) => {
    const name = c.req.param('id')
    if (!v.is(idSchema, name)) return problem(c, 'bad-request', [{ field: 'id', code: 'regex' }])
    return operate(c, () => save(c, name, c.req.valid('json')), reveal(c))
  })
  .post('/api/webhooks/:id/rotate', ...write(webhooksBody.rotate), (c) => once(c, () => rotate(c), reveal(c)))
  .post('/api/webhooks/:id/test', ...write(webhooksBody.test), (c) =>
    repeatable(c, async () => {
      const webhook = await own(c)
      if (webhook instanceof Response) return webhook
      return { status: 200, body: await objectOf(c, webhook.id).test(c.get('once').key) }
    }),
  )
  .post('/api/webhooks/:id/replay', ...write(webhooksBody.replay), (c) =>
    operate(c, () => replay(c, c.req.valid('json'))),
  )
  .get('/api/webhooks/:id/deliveries', async (c) => {
    const webhook = await own(c)
    if (webhook instanceof Response) return webhook
    const items = await objectOf(c, webhook.id).deliveries(readCursor(c, v.number()), PAGE_SIZE)
    return c.json(
      page(items, PAGE_SIZE, ({ id }) => id),
      200,
    )
  })
