import type { ProblemsOf } from '../../worker/api/operation.ts'
import type { OperationAt } from '../../worker/api/operations.ts'
import type { FollowingCode } from '../../worker/api/problem.ts'
import type { ApiAddress } from './call.ts'

/**
 * Codes that no choice of a person causes. A screen says of them only that it did not work, and an ended
 * session is the shell's to show.
 */
type Technical =
  | 'unauthorised'
  | 'foreign-origin'
  | 'unsupported-media-type'
  | 'too-large'
  | 'missing-key'
  | 'key-reused'
  | 'internal'

/**
 * The codes with which calls of these addresses can fail: those that the operations name, those that follow
 * from what a person sent, and `offline`. The words of a screen are a record of these codes, so a refusal that
 * an operation gains does not compile until every screen that calls it has words for it.
 */
export type FailureCode<A extends ApiAddress> = Exclude<
  ProblemsOf<OperationAt<A>> | FollowingCode | 'offline',
  Technical
>

/** The addresses of a noun, for a screen that calls most of its operations. */
export type AddressesOf<Noun> = Extract<Noun[keyof Noun], ApiAddress>

/** Looks up the words for a code. The code may be technical, or one that this version does not know. */
export const wordFor = <Word>(words: Record<string, Word>, code: string, otherwise: Word): Word =>
  Object.hasOwn(words, code) ? (words[code] as Word) : otherwise
