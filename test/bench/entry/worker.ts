import { DurableObject } from 'cloudflare:workers'
import { Hono } from 'hono'
import * as v from 'valibot'
import { answer, json, operation } from '../../../worker/api/operation.ts'
import { pin } from '../../../worker/api/stops/bodies.ts'
import { app } from '../../../worker/app.ts'
import { configOf, type Env } from '../../../worker/config.ts'
import type { AppEnv } from '../../../worker/http/context.ts'
import { ok } from '../../../worker/http/reply.ts'
import { mount, serve } from '../../../worker/http/serve.ts'
import { Person as RealPerson } from '../../../worker/person/object.ts'
import { Quota as RealQuota } from '../../../worker/quota/object.ts'
import { Shipment as RealShipment } from '../../../worker/shipment/object.ts'
import { Webhook as RealWebhook } from '../../../worker/webhooks/object.ts'
import { countD1, countObjects, rowsWritten } from './rows.ts'

interface BenchEnv extends Env {
  BARE: DurableObjectNamespace
  /** This is set where rows are counted, and never where speed is measured. */
  COUNT_ROWS?: string
}

export class Shipment extends RealShipment {
  constructor(ctx: DurableObjectState, env: BenchEnv) {
    if (env.COUNT_ROWS) countObjects(ctx.storage)
    super(ctx, env)
  }
}

export class Person extends RealPerson {
  constructor(ctx: DurableObjectState, env: BenchEnv) {
    if (env.COUNT_ROWS) countObjects(ctx.storage)
    super(ctx, env)
  }
}

export class Webhook extends RealWebhook {
  constructor(ctx: DurableObjectState, env: BenchEnv) {
    if (env.COUNT_ROWS) countObjects(ctx.storage)
    super(ctx, env)
  }
}

export class Quota extends RealQuota {
  constructor(ctx: DurableObjectState, env: BenchEnv) {
    if (env.COUNT_ROWS) countObjects(ctx.storage)
    super(ctx, env)
  }
}

/** Shows what the platform alone costs: an object that writes one row per call. */
export class Bare extends DurableObject<BenchEnv> {
  constructor(ctx: DurableObjectState, env: BenchEnv) {
    super(ctx, env)
    ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS tries (at INTEGER NOT NULL, key TEXT NOT NULL)')
  }

  async try(key: string): Promise<{ outcome: string }> {
    this.ctx.storage.transactionSync(() => {
      this.ctx.storage.sql.exec('INSERT INTO tries VALUES (?, ?)', Date.now(), key)
    })
    return { outcome: 'wrong' }
  }
}

/**
 * Reaches the bare object through the same route steps that a PIN takes, including everything that the
 * route's row declares.
 */
const tryBare = serve(
  operation('POST /bench/stops/:shipmentId/pin', {
    tag: 'Courier',
    summary: 'What the platform alone costs',
    by: 'deliver',
    reserves: 'pin',
    body: json(pin, { pin: '482913' }),
    answers: { 200: answer(v.strictObject({ outcome: v.string() }), { outcome: 'wrong' }) },
  }),
  async (c) => {
    const { BARE } = c.env as BenchEnv
    const object = BARE.get(BARE.idFromName(c.params.shipmentId)) as unknown as Bare
    return ok(await object.try(c.idempotency.key))
  },
)

const bench = new Hono<AppEnv>()
  .use(async (c, next) => {
    const configured = configOf(c.env)
    if (configured.ok) c.set('config', configured.config)
    await next()
  })
  // This route does nothing.
  .get('/bench/nothing', (c) => c.json({ ok: true }, 200))
  .get('/bench/rows', (c) => c.json(rowsWritten(), 200))
mount(bench, [tryBare])

export default {
  fetch(request: Request, env: BenchEnv, ctx: ExecutionContext): Response | Promise<Response> {
    if (env.COUNT_ROWS) countD1(env.DB)
    const { pathname } = new URL(request.url)
    return (pathname.startsWith('/bench/') ? bench : app).fetch(request, env, ctx)
  },
}
