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
