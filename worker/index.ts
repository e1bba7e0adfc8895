import { app } from './app.ts'
import { configOf, type Env } from './config.ts'
import { type IncomingMail, takeBounce } from './handlers/bounces.ts'
import { reconcile } from './operations/reconcile.ts'
import { sweep } from './operations/sweep.ts'
import { paymentsOf } from './payments/settings.ts'
import { rollUpDays } from './registry/roll-ups.ts'

export { Person } from './person/object.ts'
export { Quota } from './quota/object.ts'
export { Shipment } from './shipment/object.ts'
export { Webhook } from './webhooks/object.ts'

export default {
  fetch: app.fetch,
  email: (message: IncomingMail, env: Env) => takeBounce(message, env),
  scheduled: (_event: ScheduledController, env: Env, ctx: ExecutionContext) => {
    ctx.waitUntil(sweep(env, Date.now()))
    ctx.waitUntil(rollUpDays(env.DB, Date.now()))
    const configured = configOf(env)
    if (!configured.ok) return
    const providers = paymentsOf(configured.config.payments, (input, init) => fetch(input, init))
    ctx.waitUntil(reconcile(env, providers, Date.now()))
  },
}
