import type { CourierStop } from '../../worker/api/stops/answers.ts'
import { locale } from '../i18n/locale.ts'
import { t } from './texts.ts'

type Kind = NonNullable<CourierStop['outcome']>['kind']

const NAMES = {
  pin: 'proofPin',
  qr: 'proofQr',
  link: 'proofLink',
  identity: 'proofIdentity',
  ordinary: 'proofOrdinary',
} as const

/**
 * Names the proof of a hand-over, for example "Link" or "Identity document". Returns '' for other endings.
 */
export const proofName = (kind: Kind): string => (kind in NAMES ? t(NAMES[kind as keyof typeof NAMES]) : '')

/** The codes of a carrier that has none of its own: they only name the proof once more. */
const ONLY_NAMES = ['PIN', 'QR', 'LINK', 'ID', 'SIGN']

/** Whether a code says more to people than the name of the proof beside it. */
export const saysMore = (code: string): boolean => !ONLY_NAMES.includes(code)

/** Says what a hand-over was recorded as: the carrier's code where the carrier has one, and the proof. */
export function recordedAs(code: string | null, kind: Kind | undefined): string {
  const what = kind ? proofName(kind) : ''
  if (!code || (what && !saysMore(code))) return what
  return what ? t('byCode', { code, what }) : code
}

/** Names what a stop accepts, as on its badge: "PIN or link", "PIN only", "Signature", "Drop-off". */
export function acceptsWords(stop: Pick<CourierStop, 'secured' | 'dropOff' | 'accepts'>): string {
  if (stop.dropOff) return t('dropOff')
  if (!stop.secured) return t('proofOrdinary')
  const [first = '', ...others] = stop.accepts.map((proof, i) => inSentence(t(NAMES[proof]), i))
  if (others.length === 0) return capital(t('only', { what: inSentence(first, 1) }))
  return new Intl.ListFormat(locale(), { type: 'disjunction' }).format([first, ...others])
}

/**
 * Puts a word into a list such as "PIN or link": words after the first lose their capital, not abbreviations.
 */
const inSentence = (word: string, i: number) =>
  i === 0 || word === word.toUpperCase() ? word : word.toLowerCase()

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
