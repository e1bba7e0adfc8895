import { endSessions, recoverAccount, releaseBlock, revokeDevice } from './accounts.ts'
import type { DurableOperation } from './operation.ts'
import { addPasskey } from './passkeys.ts'
import { receiveAtDepot, receiveAtPoint, returnFromDepot } from './receipts.ts'
import { closeRounds, replaceTablet } from './round-end.ts'
import { dispatchRound, makeRound, moveStop, rescheduleStop, withdrawStop } from './rounds.ts'
import { replayEvents, wakeWebhook } from './webhooks.ts'

/**
 * Every write whose steps lie in several stores. Each is claimed first, with its input, and finished by
 * whoever finds it unfinished: the request, its repetition, the alarm of the person who asked, or the sweep.
 *
 * Other writes lie in one place and need none of this. Writes to the registry (`writeToRegistry`) store effect and
 * answer in one batch. Writes to one shipment (contact, claims, erasure, the halves of an issue by link)
 * store fact, answer and alarm in one transaction; index, messages, photos and webhooks follow from the log.
 * Announcing, alone or in a list, involves personal data and is never stored for others to finish: the object
 * itself is the announcement, and a label that was reserved for one that never happened is free again after
 * seconds (`registry/announcing.ts`).
 */
export const DURABLE_OPERATIONS = {
  'make-round': makeRound,
  'dispatch-round': dispatchRound,
  'withdraw-stop': withdrawStop,
  'move-stop': moveStop,
  'reschedule-stop': rescheduleStop,
  'receive-at-depot': receiveAtDepot,
  'return-from-depot': returnFromDepot,
  'receive-at-point': receiveAtPoint,
  'close-rounds': closeRounds,
  'replace-tablet': replaceTablet,
  'release-block': releaseBlock,
  'end-sessions': endSessions,
  'revoke-device': revokeDevice,
  'recover-account': recoverAccount,
  'add-passkey': addPasskey,
  'wake-webhook': wakeWebhook,
  'replay-events': replayEvents,
} as const satisfies Record<string, DurableOperation<never>>

export type OperationName = keyof typeof DURABLE_OPERATIONS

/** The input of an operation: decided before its first step and stored until its last. */
export type GivenOf<Name extends OperationName> =
  (typeof DURABLE_OPERATIONS)[Name] extends DurableOperation<infer Given> ? Given : never

/**
 * Returns the operation of a name. The claim's type made sure that the input stored under that name fits it.
 */
export const operationOf = (name: OperationName) => DURABLE_OPERATIONS[name] as DurableOperation<unknown>
