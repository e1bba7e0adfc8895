import { T } from './examples.ts'
import { answer } from './operation.ts'
import { ApprovalAsked } from './stops/answers.ts'

/**
 * Describes what a contract that wants approval adds to an identity check, at the door or at a counter (R42).
 */
export const ASKS_FIRST =
  'Where the contract wants it and the hands are too new, an independent dispatcher is asked first: 202. The same key asks what came of it, and gets the last answer when there is one. A lapse is 409 `approval-lapsed` and refuses nothing: another key asks anew, three times in all.'

export const approvalAsked = answer(
  ApprovalAsked,
  { outcome: 'approval', until: T.arrived },
  'A dispatcher is asked, until then at the latest',
)
