import * as contracts from './contracts/operations.ts'
import * as deliveries from './deliveries/operations.ts'
import * as depot from './depot/operations.ts'
import * as devices from './devices/operations.ts'
import * as holds from './holds/operations.ts'
import * as keys from './keys/operations.ts'
import type { Operation } from './operation.ts'
import * as passkeys from './passkeys/operations.ts'
import * as payments from './payments/operations.ts'
import * as people from './people/operations.ts'
import * as requests from './requests/operations.ts'
import * as rounds from './rounds/operations.ts'
import * as service from './service/operations.ts'
import * as session from './session/operations.ts'
import * as shipments from './shipments/operations.ts'
import * as stats from './stats/operations.ts'
import * as stops from './stops/operations.ts'
import * as violations from './violations/operations.ts'
import * as webhooks from './webhooks/operations.ts'

const NOUNS = [
  shipments,
  webhooks,
  contracts,
  rounds,
  people,
  devices,
  keys,
  requests,
  violations,
  stats,
  stops,
  deliveries,
  holds,
  depot,
  payments,
  session,
  passkeys,
  service,
] as const

type ValuesOf<T> = T extends unknown ? T[keyof T] : never
type Served = ValuesOf<(typeof NOUNS)[number]>

/** The operation at an address. */
export type OperationAt<A extends string> = Extract<Served, { address: A }>
/** Any address that the API serves. */
export type ServedAddress = Served['address']

/** Every operation of the API, in the order of the document. */
export const OPERATIONS: readonly Operation[] = NOUNS.flatMap((noun): Operation[] => Object.values(noun))
