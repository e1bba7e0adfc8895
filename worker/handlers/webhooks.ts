import * as v from 'valibot'
import { id as idSchema } from '../api/fields.ts'
import type { WebhookDetails, WebhookView } from '../api/webhooks/answers.ts'
import type * as webhooksBody from '../api/webhooks/bodies.ts'
import * as webhooks from '../api/webhooks/operations.ts'
import type { Context, HandlerContext } from '../http/context.ts'
import { PAGE_SIZE, page, readCursor } from '../http/paging.ts'
import { isRefused, ok, type Refused, refuse } from '../http/reply.ts'
import { type Served, serve } from '../http/serve.ts'
import { webhookStub } from '../objects/webhook.ts'
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
import { rotated, type SecretVersion, secretText, signing } from '../security/webhook-secret.ts'
import { addressFault } from '../webhooks/address.ts'
import { parseEventId } from '../webhooks/message.ts'
import { ENDPOINTS_MAX } from '../webhooks/schedule.ts'
import {
  type Effect,
  type OperationPlan,
  runOperation,
  runRepeatable,
  writeToRegistry,
} from './parts/idempotent-write.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const objectOf = (c: Context, id: string) => webhookStub(c.env.WEBHOOK, id)

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
 * Returns the contract whose endpoint a call is about: from the query if given, where an empty text means all
 * contracts, else the API key's contract, else undefined. Names are unique within a contract only, so a name
 * alone may fit several endpoints.
 */
function contractAsked(c: Context): string | null | undefined {
  const asked = c.http.req.query('contractId')
  return asked === undefined ? (c.principal.contractId ?? undefined) : asked || null
}

const ambiguous = () => refuse('bad-request', [{ field: 'contractId', code: 'ambiguous' }])

/** Adds the contract to the audit entry, because an endpoint's name alone is ambiguous. */
const note = (c: Context, { contractId }: Webhook) => c.about({ contractId: contractId ?? '' })

/**
 * Returns the endpoint of the path, or "not found" if it belongs to another contract than this principal's.
 */
async function own(c: HandlerContext<'id'>): Promise<Webhook | Refused> {
  const name = c.params.id
  const { contractId: only } = c.principal
  const asked = contractAsked(c)
  const may = v.is(idSchema, name) && (only === null || only === asked)
  const [webhook, other] = may ? await findWebhooks(c.env.DB, name, asked) : []
  if (!webhook) return refuse('not-found')
  if (other) return ambiguous()
  note(c, webhook)
  return webhook
}

/**
 * The part of a stored reply about the secret that its response shows: what to derive it from, never the
 * secret itself.
 */
interface ShownWebhook {
  id: string
  /** `of` is the endpoint's own id. It is absent in replies stored when the id was the name. */
  shows?: SecretVersion & { of?: string }
}

const shows = ({ id, secrets: [latest] }: Webhook) => ({ shows: { ...latest, of: id } })

/** Puts the secret into the response that shows it, and into repetitions of the same request. */
const reveal = (c: Context) => ({
  reveal: (body: object) => {
    const { shows, ...rest } = body as ShownWebhook
    if (!shows) return rest
    return { ...rest, secret: secretText(c.config.secretKeys, shows.of ?? rest.id, shows) }
  },
})

async function save(
  c: Context,
  name: string,
  given: webhooksBody.PutWebhook,
): Promise<OperationPlan<'wake-webhook'>> {
  const { DB } = c.env
  const { contractId: only } = c.principal
  const { secretKeys, privateNetwork } = c.config
  const fault = addressFault(given.url, privateNetwork)
  if (fault) return refuse('bad-request', [{ field: 'url', code: fault }])
  const asked = given.contractId === undefined ? contractAsked(c) : given.contractId
  const unknown = () => refuse('unknown-contract', [{ field: 'contractId', code: 'unknown' }])
  if (only !== null && asked !== only) return unknown()
  const [before, other] = await findWebhooks(DB, name, asked)
  if (other) return ambiguous()
  const contractId = before ? before.contractId : (asked ?? null)
  if (contractId !== null && !(await findContract(DB, contractId))) return unknown()
  if (!before && (await countWebhooks(DB, contractId)) >= ENDPOINTS_MAX) return refuse('too-many')
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

async function rotate(c: HandlerContext<'id'>): Promise<Effect> {
  const webhook = await own(c)
  if (isRefused(webhook)) return webhook
  const secrets = rotated(webhook.secrets, c.config.secretKeys.current, Date.now())
  return {
    reply: { status: 200, body: { ...view({ ...webhook, secrets }), ...shows({ ...webhook, secrets }) } },
    statements: [saveSecrets(c.env.DB, webhook.id, secrets)],
  }
}

async function replay(
  c: HandlerContext<'id'>,
  given: webhooksBody.Replay,
): Promise<OperationPlan<'replay-events'>> {
  const webhook = await own(c)
  if (isRefused(webhook)) return webhook
  if (webhook.disabledAt !== null) return refuse('webhook-disabled')
  const { id: webhookId } = webhook
  if (!('eventId' in given)) {
    const [from, to] = [Date.parse(given.from), Date.parse(given.to)]
    if (!(from < to)) return refuse('bad-request', [{ field: 'to', code: 'order' }])
    return { operation: 'replay-events', given: { webhookId, what: { from, to } } }
  }
  const { shipmentId, seq } = parseEventId(given.eventId) ?? { shipmentId: '', seq: 0 }
  const shipment = await findShipment(c.env, shipmentId)
  const message = await shipment.message(webhook.contractId, seq)
  if (!message) return refuse('bad-request', [{ field: 'eventId', code: 'unknown' }])
  const { type, receivedAt } = message.event
  const event = { shipmentId, seq, type, at: Date.parse(receivedAt) }
  return { operation: 'replay-events', given: { webhookId, what: { event } } }
}

/**
 * Serves the endpoints at which shippers hear of their shipments (R34). A key reaches the endpoints of its
 * contract.
 */
export const webhooksHandlers: Served[] = [
  serve(webhooks.list, async (c) => {
    const after = readCursor(c, v.strictObject({ name: v.string(), contractId: v.nullable(v.string()) }))
    const items = await listWebhooks(c.env.DB, after, c.principal.contractId, PAGE_SIZE)
    const healths = await Promise.all(items.map(({ id }) => objectOf(c, id).health()))
    const lines = items.map((webhook, index): WebhookDetails => {
      const health = healths[index] ?? { waiting: 0, failingSince: null, lastDeliveredAt: null }
      return { ...view(webhook), health }
    })
    return ok(page(lines, PAGE_SIZE, ({ id: name, contractId }) => ({ name, contractId })))
  }),
  serve(webhooks.read, async (c) => {
    const webhook = await own(c)
    if (isRefused(webhook)) return webhook
    const health = await objectOf(c, webhook.id).health()
    return ok({ ...view(webhook), health } satisfies WebhookDetails)
  }),
  serve(webhooks.put, async (c) => {
    const name = c.params.id
    if (!v.is(idSchema, name)) return refuse('bad-request', [{ field: 'id', code: 'regex' }])
    return runOperation(c, () => save(c, name, c.body), reveal(c))
  }),
  serve(webhooks.rotate, (c) => writeToRegistry(c, () => rotate(c), reveal(c))),
  serve(webhooks.test, (c) =>
    runRepeatable(c, async () => {
      const webhook = await own(c)
      if (isRefused(webhook)) return webhook
      return { status: 200, body: await objectOf(c, webhook.id).test(c.idempotency.key) }
    }),
  ),
  serve(webhooks.replay, (c) => runOperation(c, () => replay(c, c.body))),
  serve(webhooks.deliveries, async (c) => {
    const webhook = await own(c)
    if (isRefused(webhook)) return webhook
    const items = await objectOf(c, webhook.id).deliveries(readCursor(c, v.number()), PAGE_SIZE)
    return ok(page(items, PAGE_SIZE, ({ id }) => id))
  }),
]
