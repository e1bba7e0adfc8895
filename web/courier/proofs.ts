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

/** "Link", "Identity document"… of what justified a hand-over; empty for other endings. */
export const proofName = (kind: Kind): string => (kind in NAMES ? t(NAMES[kind as keyof typeof NAMES]) : '')

/** What a stop accepts, as its mark says it: "PIN or link", "PIN only", "Signature", "Drop-off". */
export function acceptsWords(stop: Pick<CourierStop, 'secured' | 'dropOff' | 'accepts'>): string {
  if (stop.dropOff) return t('dropOff')
  if (!stop.secured) return t('proofOrdinary')
  const [first = '', ...others] = stop.accepts.map((proof, i) => inSentence(t(NAMES[proof]), i))
  if (others.length === 0) return capital(t('only', { what: inSentence(first, 1) }))
  return new Intl.ListFormat(locale(), { type: 'disjunction' }).format([first, ...others])
}

/** "PIN or link": words after the first are not capitalised, abbreviations stay as they are. */
const inSentence = (word: string, i: number) =>
  i === 0 || word === word.toUpperCase() ? word : word.toLowerCase()

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
