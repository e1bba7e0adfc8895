import { Hono } from 'hono'
import { configOf } from './config.ts'
import type { AppEnv } from './http/context.ts'
import { withLimits } from './http/limit.ts'
import { log, logBug } from './http/log.ts'
import { problem } from './http/problem.ts'
import { sameOrigin } from './http/require.ts'
import { revalidate } from './http/revalidate.ts'
import { SECURITY_HEADERS } from './http/security-headers.ts'
import { apiKeys } from './routes/api-keys.ts'
import { audit } from './routes/audit.ts'
import { contact } from './routes/contact.ts'
import { contracts } from './routes/contracts.ts'
import { counter } from './routes/counter.ts'
import { courier } from './routes/courier.ts'
import { depot } from './routes/depot.ts'
import { docs } from './routes/docs.ts'
import { dryRuns } from './routes/dry-run.ts'
import { imports } from './routes/import.ts'
import { operator } from './routes/operator.ts'
import { pages } from './routes/pages.ts'
import { people } from './routes/people.ts'
import { personal } from './routes/personal.ts'
import { receipts } from './routes/receipts.ts'
import { recipient } from './routes/recipient.ts'
import { requests } from './routes/requests.ts'
import { returns } from './routes/returns.ts'
import { rounds } from './routes/rounds.ts'
import { secondPerson } from './routes/second-person.ts'
import { session } from './routes/session.ts'
import { shipments } from './routes/shipments.ts'
import { statistics } from './routes/stats.ts'
import { violations } from './routes/violations.ts'
import { webhooks } from './routes/webhooks.ts'
import { wellKnown } from './routes/well-known.ts'

/** The whole Worker: headers and configuration first, then the routes of each role, then the pages. */
export const app = new Hono<AppEnv>()
  .use(log)
  .use(async (c, next) => {
    await next()
    // A 101 comes from an object and its headers are immutable; there is nothing in it to protect.
    if (c.res.status === 101) return
    // One page has a policy of its own.
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
  .use('/api/*', sameOrigin, withLimits, revalidate)
  .route('/', wellKnown)
  .route('/', docs)
  .route('/', session)
  .route('/', courier)
  .route('/', recipient)
  .route('/', depot)
  .route('/', contracts)
  .route('/', dryRuns)
  .route('/', people)
  .route('/', apiKeys)
  .route('/', receipts)
  .route('/', personal)
  .route('/', imports)
  .route('/', contact)
  .route('/', requests)
  .route('/', operator)
  .route('/', shipments)
  .route('/', rounds)
  .route('/', returns)
  .route('/', violations)
  .route('/', statistics)
  .route('/', webhooks)
  .route('/', audit)
  .route('/', secondPerson)
  .route('/', counter)
  .route('/', pages)
  .notFound((c) => problem(c, 'not-found'))
  .onError((error, c) => {
    logBug(error)
    return problem(c, 'internal')
  })
