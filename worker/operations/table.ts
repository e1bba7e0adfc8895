import { endSessions, recoverAccount, releaseBlock } from './accounts.ts'
import type { Operation } from './operation.ts'
import { receiveAtDepot, receiveAtPoint, returnFromDepot } from './receipts.ts'
import { closeRounds, replaceTablet } from './round-end.ts'
import { dispatchRound, makeRound, moveStop, rescheduleStop, withdrawStop } from './rounds.ts'
import { replayEvents, wakeWebhook } from './webhooks.ts'

/**
 * Every write whose steps lie in several stores, and how it is brought to its end. All are claimed first, with what they
 * do, and finished by whoever finds them: the request, its repetition, the alarm of whoever asked, the sweep.
 *
 * What needs none of it lies whole in one place: writes to the registry (`once`: effect and answer in one batch), and
 * writes to one shipment (contact, claims, erasure, the halves of an issue by link), whose fact, answer and alarm are one
 * transaction, and whose index, messages, photos and webhooks follow from its log. Announcing, alone or in a list, keeps
 * personal data and is never kept to be finished by another: the object is the announcement; a label that was reserved
 * for one that never came about is nobody's after seconds (`registry/announcing.ts`).
 */
export const OPERATIONS = {
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
  'recover-account': recoverAccount,
  'wake-webhook': wakeWebhook,
  'replay-events': replayEvents,
} as const satisfies Record<string, Operation<never>>

export type OperationName = keyof typeof OPERATIONS

/** What an operation is given: decided before its first step, stored until its last. */
export type GivenOf<Name extends OperationName> =
  (typeof OPERATIONS)[Name] extends Operation<infer Given> ? Given : never

/** The operation of a name. That what is stored under it is of its form is what whoever claimed it was held to. */
export const operationOf = (name: OperationName) => OPERATIONS[name] as Operation<unknown>
