/**
 * Every address of the API, by noun, for the screens. These modules hold constants alone, so that no schema
 * is bundled with them.
 */
export * as contracts from './contracts/addresses.ts'
export * as deliveries from './deliveries/addresses.ts'
export * as depot from './depot/addresses.ts'
export * as devices from './devices/addresses.ts'
export * as holds from './holds/addresses.ts'
export * as keys from './keys/addresses.ts'
export * as passkeys from './passkeys/addresses.ts'
export * as payments from './payments/addresses.ts'
export * as people from './people/addresses.ts'
export * as requests from './requests/addresses.ts'
export * as rounds from './rounds/addresses.ts'
export * as service from './service/addresses.ts'
export * as session from './session/addresses.ts'
export * as shipments from './shipments/addresses.ts'
export * as stats from './stats/addresses.ts'
export * as stops from './stops/addresses.ts'
export * as violations from './violations/addresses.ts'
export * as webhooks from './webhooks/addresses.ts'
