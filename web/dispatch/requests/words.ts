import type { RequestView } from '../../../worker/api/requests/answers.ts'
import {
  FRESH_REASONS,
  type FreshReason,
  REFUND_BECAUSE,
  REQUEST_KINDS,
} from '../../../worker/domain/terms.ts'
import { isLateReason, lateReason } from '../../hands/late/late.ts'
import type en from './i18n/en.ts'
import { t } from './texts.ts'

type After<Prefix extends string> = keyof typeof en extends infer K
  ? K extends `${Prefix}${infer Rest}`
    ? Rest
    : never
  : never

const KINDS: readonly string[] = REQUEST_KINDS satisfies readonly After<'kind.'>[]

/** A request of a kind unknown to this version still has to be read by somebody. */
const known = ({ kind }: Pick<RequestView, 'kind'>) =>
  (KINDS.includes(kind) ? kind : 'other') as After<'kind.'>

export const kindWord = (request: RequestView): string => t(`kind.${known(request)}`)
/** Says what to verify before agreeing. */
export const checkWord = (request: RequestView): string => t(`check.${known(request)}`)

const REASONS: readonly string[] = [
  'recipient',
  'kind',
  'secured',
  'policy',
  'payment',
  'nobody-came',
  'no-code-asked',
  'not-me',
  'not-received',
  'damaged',
  'wrong',
  ...REFUND_BECAUSE,
] satisfies After<'reason.'>[]

const isFresh = (reason: string): reason is FreshReason =>
  (FRESH_REASONS as readonly string[]).includes(reason)

/** Says in words why a rule asks for a second person, or why money goes back. */
export const reasonWord = (reason: string): string =>
  isFresh(reason)
    ? t(`fresh.${reason}`)
    : isLateReason(reason)
      ? t(lateReason(reason))
      : t(`reason.${(REASONS.includes(reason) ? reason : 'other') as After<'reason.'>}`)
