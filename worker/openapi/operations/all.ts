import type { Operation } from '../operation.ts'
import { CONTRACTS } from './contracts.ts'
import { COUNTER, DEPOT } from './counter.ts'
import { COURIERS } from './courier.ts'
import { PEOPLE } from './people.ts'
import { PERSONAL } from './personal.ts'
import { RECIPIENT } from './recipient.ts'
import { REQUESTS } from './requests.ts'
import { ROUNDS } from './rounds.ts'
import { SESSION } from './session.ts'
import { SHIPMENTS } from './shipments.ts'
import { STATS } from './stats.ts'
import { VIOLATIONS } from './violations.ts'
import { WEBHOOKS } from './webhooks.ts'

/** Every route of the API, in the order that the document shows them in. */
export const OPERATIONS: readonly Operation[] = [
  ...SHIPMENTS,
  ...PERSONAL,
  ...WEBHOOKS,
  ...CONTRACTS,
  ...ROUNDS,
  ...PEOPLE,
  ...REQUESTS,
  ...VIOLATIONS,
  ...STATS,
  ...COURIERS,
  ...RECIPIENT,
  ...COUNTER,
  ...DEPOT,
  ...SESSION,
]
