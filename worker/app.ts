import { Hono } from 'hono'
import { configOf } from './config.ts'
import { auditHandlers } from './handlers/audit.ts'
import { botsHandlers } from './handlers/bots.ts'
import { contactHandlers } from './handlers/contact.ts'
import { contractsHandlers } from './handlers/contracts.ts'
import { deliveriesHandlers } from './handlers/deliveries.ts'
import { depotHandlers } from './handlers/depot.ts'
import { devicesHandlers } from './handlers/devices.ts'
import { docsHandlers } from './handlers/docs.ts'
import { dryRunsHandlers } from './handlers/dry-run.ts'
import { holdsHandlers } from './handlers/holds.ts'
import { importsHandlers } from './handlers/import.ts'
import { invitationSheetHandlers } from './handlers/invitation-sheet.ts'
import { keysHandlers } from './handlers/keys.ts'
import { operatorHandlers } from './handlers/operator.ts'
import { pages } from './handlers/pages.ts'
import { passkeysHandlers } from './handlers/passkeys.ts'
import { paymentsHandlers } from './handlers/payments.ts'
import { peopleHandlers } from './handlers/people.ts'
import { personalHandlers } from './handlers/personal.ts'
import { receiptsHandlers } from './handlers/receipts.ts'
import { reportsHandlers } from './handlers/reports.ts'
import { requestsHandlers } from './handlers/requests.ts'
import { returnsHandlers } from './handlers/returns.ts'
import { roundsHandlers } from './handlers/rounds.ts'
import { secondPersonHandlers } from './handlers/second-person.ts'
import { sessionHandlers } from './handlers/session.ts'
import { shiftHandlers } from './handlers/shift.ts'
import { shipmentsHandlers } from './handlers/shipments.ts'
import { statisticsHandlers } from './handlers/stats.ts'
import { stopsHandlers } from './handlers/stops.ts'
import { violationsHandlers } from './handlers/violations.ts'
import { webhooksHandlers } from './handlers/webhooks.ts'
import { wellKnownHandlers } from './handlers/well-known.ts'
import type { AppEnv } from './http/context.ts'
import { withLimits } from './http/limit.ts'
import { log } from './http/log.ts'
import { problem } from './http/problem.ts'
import { sameOrigin } from './http/require.ts'
import { SECURITY_HEADERS } from './http/security-headers.ts'
import { mount } from './http/serve.ts'
import { logBug } from './platform/log.ts'

/**
 * The whole Worker: logging, security headers and configuration, then the routes of each role, then the
 * pages.
 */
export const app = new Hono<AppEnv>()
  .use(log)
  .use(async (c, next) => {
    await next()
    // A 101 response comes from an object and its headers are immutable; it holds nothing to protect.
    if (c.res.status === 101) return
    // The API documentation page sends a Content-Security-Policy of its own, which must not be overwritten.
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      if (!c.res.headers.has(name)) c.header(name, value)
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
  })
  .use(async (c, next) => {
    const configured = configOf(c.env)
    if (!configured.ok) {
      logBug(new Error('not configured'))
      return problem(c, 'internal')
    }
    c.set('config', configured.config)
    return next()
  })
  .use('/api/*', sameOrigin, withLimits)
  .notFound((c) => problem(c, 'not-found'))
  .onError((error, c) => {
    logBug(error)
    return problem(c, 'internal')
  })

mount(app, [
  ...keysHandlers,
  ...invitationSheetHandlers,
  ...auditHandlers,
  ...botsHandlers,
  ...contactHandlers,
  ...contractsHandlers,
  ...holdsHandlers,
  ...stopsHandlers,
  ...depotHandlers,
  ...devicesHandlers,
  ...docsHandlers,
  ...dryRunsHandlers,
  ...importsHandlers,
  ...operatorHandlers,
  ...passkeysHandlers,
  ...paymentsHandlers,
  ...peopleHandlers,
  ...personalHandlers,
  ...receiptsHandlers,
  ...deliveriesHandlers,
  ...reportsHandlers,
  ...requestsHandlers,
  ...returnsHandlers,
  ...roundsHandlers,
  ...secondPersonHandlers,
  ...sessionHandlers,
  ...shiftHandlers,
  ...shipmentsHandlers,
  ...statisticsHandlers,
  ...violationsHandlers,
  ...webhooksHandlers,
  ...wellKnownHandlers,
])
app.route('/', pages)
