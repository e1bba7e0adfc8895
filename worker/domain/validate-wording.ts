import { SMS_PARTS_MAX } from './limits.ts'
import type { Locale, Policy } from './policy.ts'
import { smsParts } from './sms-parts.ts'
import type { Counter, Told } from './told.ts'
import { fill, namesIn, PLACEHOLDERS, type Placeholder, valuesOf, type WordedCause } from './wording.ts'

/** Why a text of one's own is refused. */
export type WordingFault =
  | 'unknown-placeholder'
  | 'looks-like-code'
  | 'foreign-link'
  | 'link-not-apart'
  | 'code-under-scan'
  | 'not-told-here'
  | 'code-missing'
  | 'link-missing'
  | 'presence-missing'
  | 'without-missing'
  | 'point-missing'
  | 'too-long'

/** Where the parcel is when a message goes out. */
type Site = 'door' | 'drop-off' | 'to-point' | 'to-depot' | 'counter' | 'done'

const ON_THE_WAY: readonly Site[] = ['door', 'drop-off']
/** In which places each message can find the parcel: what can be told follows from that. */
const SITES: Record<WordedCause, readonly Site[]> = {
  announced: ON_THE_WAY,
  accepted: ON_THE_WAY,
  scheduled: ON_THE_WAY,
  released: ON_THE_WAY,
  arrived: ON_THE_WAY,
  held: ['to-point', 'to-depot'],
  failed: ['to-depot'],
  ready: ['counter'],
  reminder: ['counter'],
  receipt: ['done'],
  resend: ['door', 'to-point', 'counter'],
  // Where nothing was told before, nothing is told now: like a parcel that is not on its way.
  'contact-changed': ['door', 'drop-off', 'to-depot', 'to-point', 'counter'],
}
/** Every message that a contract may word, in the order in which they come about. */
export const WORDED_CAUSES = Object.keys(SITES) as WordedCause[]

/** As long as such things are in life: a text must fit with these. */
const SAMPLE: Omit<Told, 'withoutCode'> = {
  carrier: 'Курьер Сервис Экспресс',
  sender: 'Maison Lefèvre et associés',
  secret: false,
  pin: null,
  link: `https://${'x'.repeat(62)}`,
  scans: false,
  point: null,
  destination: null,
  counter: null,
  partly: null,
}
const POINT = { name: 'Relais Tabac des Brotteaux', address: '3 place Jules-Ferry, 69006 Lyon' }

/** Every message that `cause` can be under a policy, as far as it makes a difference to a text. */
export function situations(policy: Policy, cause: WordedCause): Told[] {
  return SITES[cause].flatMap((site) =>
    at(site, policy).map((told) => ({ ...SAMPLE, withoutCode: policy.withoutCode, ...told })),
  )
}

function at(site: Site, policy: Policy): Partial<Told>[] {
  const tells = policy.reveal === 'message'
  const pin = '1'.repeat(policy.pinDigits)
  switch (site) {
    case 'door': {
      const first = { secret: true, pin: tells && policy.door.includes('pin') ? pin : null }
      // After five wrong codes a next visit is told of the link alone, where a phone releases.
      return first.pin && policy.door.includes('link') ? [first, { secret: true }] : [first]
    }
    case 'drop-off':
      return [{ destination: POINT.name }]
    case 'to-point':
      return [{ point: POINT }]
    case 'to-depot':
      return [{}]
    case 'done':
      return [{}, { partly: '2/3' }]
    case 'counter':
      return atCounter(policy, tells && policy.counter.includes('pin') ? pin : null)
  }
}

function atCounter({ counter: takes, reveal }: Policy, pin: string | null): Partial<Told>[] {
  const codes = takes.includes('pin') || takes.includes('qr')
  const link = takes.includes('link')
  return [null, '9:00–20:00'].flatMap((hours): Partial<Told>[] => {
    const counter: Counter = {
      ...POINT,
      hours,
      until: '30 сентября',
      identity: takes.includes('identity'),
      link,
    }
    const place = { counter, point: POINT }
    // What was told for the door is dead there: without a new code, or after five wrong, the rest is left.
    const without = { ...place, secret: link || (codes && reveal === 'scan') }
    const page = codes ? [{ ...place, secret: true }] : []
    return pin ? [{ ...place, secret: true, pin }, ...page, without] : [...page, without]
  })
}

/** Digits in a row that a phone offers as the code of this message. */
const LIKE_A_CODE = /(?<!\p{Nd})\p{Nd}{5,8}(?!\p{Nd})/u
/** What stands next to the code without a blank would be read with it. */
const BESIDE_CODE = /[\p{Nd}}]\{code\}|\{code\}[\p{Nd}{]/u
/** The link of the message is the only one: recipients must not learn to follow others. */
const ADDRESS = /https?:|www\./i

/** What is wrong with a text as it stands. */
function asWritten(template: string): WordingFault[] {
  const faults: WordingFault[] = []
  const known = namesIn(template).every((name) => (PLACEHOLDERS as readonly string[]).includes(name))
  if (!known || /[{}]/.test(template.replace(/\{[^{}]*\}/g, ''))) faults.push('unknown-placeholder')
  if (LIKE_A_CODE.test(template) || BESIDE_CODE.test(template)) faults.push('looks-like-code')
  if (ADDRESS.test(template)) faults.push('foreign-link')
  if (/\S\{link\}|\{link\}\S/.test(template)) faults.push('link-not-apart')
  return faults
}

/** What one message made of it would lack. */
function lacking(template: string, told: Told, locale: Locale, sms: boolean): WordingFault[] {
  const values = valuesOf(told, locale)
  const { paragraphs, used } = fill(template, values)
  const faults: WordingFault[] = []
  const needs = (name: Placeholder, fault: WordingFault) => {
    if (values[name] && !used.has(name)) faults.push(fault)
  }
  needs('code', 'code-missing')
  needs('link', 'link-missing')
  needs('presence', 'presence-missing')
  needs('without', 'without-missing')
  if (told.counter) needs('point', 'point-missing')
  if (sms && smsParts(paragraphs.join(' ')).parts.length > SMS_PARTS_MAX) faults.push('too-long')
  return faults
}

/** What never says anything in this message: the author expects something that will not come. */
function inVain(template: string, policy: Policy, told: Told[], locale: Locale): WordingFault[] {
  const said = new Set(told.flatMap((one) => PLACEHOLDERS.filter((name) => valuesOf(one, locale)[name])))
  const vain = PLACEHOLDERS.filter((name) => template.includes(`{${name}}`) && !said.has(name))
  return vain.map((name) =>
    name === 'code' && policy.reveal === 'scan' ? 'code-under-scan' : 'not-told-here',
  )
}

/**
 * Everything that stands against a text of one's own (R3, R5, R7), each reason once. The text is tried on every
 * message it could become under the policy: whatever tells a code or link says who may be told, and what
 * follows without it.
 */
export function wordingFaults(
  policy: Policy,
  locale: Locale,
  cause: WordedCause,
  template: string,
): WordingFault[] {
  const told = situations(policy, cause)
  const sms = policy.channels.some((channel) => channel !== 'email')
  return [
    ...new Set([
      ...asWritten(template),
      ...inVain(template, policy, told, locale),
      ...told.flatMap((one) => lacking(template, one, locale, sms)),
    ]),
  ]
}
