import type { CounterDetails, MessageContent } from './message-content.ts'
import type { Policy } from './policy.ts'
import type { WordedCause } from './wording.ts'

/** Where the parcel is when a message goes out. */
type Site = 'door' | 'drop-off' | 'to-point' | 'to-depot' | 'counter' | 'done'

const ON_THE_WAY: readonly Site[] = ['door', 'drop-off']
/** Where each message can find the parcel, which decides what the message can tell. */
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
  // If nothing was told before, this message tells nothing either, as for a parcel at the depot.
  'contact-changed': ['door', 'drop-off', 'to-depot', 'to-point', 'counter'],
}
/** Every message that a contract may word, in the order in which they come about. */
export const WORDED_CAUSES = Object.keys(SITES) as WordedCause[]

/** Values that are as long as real ones. A text must fit with these. */
const SAMPLE: Omit<MessageContent, 'withoutCode'> = {
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
  codeHolds: false,
  due: null,
  amount: null,
}
/** An amount as long as most are. */
const DUE = '50 000,00 ₽'
const POINT = { name: 'Relais Tabac des Brotteaux', address: '3 place Jules-Ferry, 69006 Lyon' }

/** The names from which a contract's messages come. */
export type Names = Pick<MessageContent, 'carrier' | 'sender'>

/** Returns every form of the message `cause` under a policy that makes a difference to a text. */
export function situations(policy: Policy, cause: WordedCause, names: Partial<Names> = {}): MessageContent[] {
  return SITES[cause]
    .flatMap((site) => at(site, policy))
    .flatMap((content) => (policy.payment === 'none' ? [content] : [content, ...unpaid(content)]))
    .map((content) => ({ ...SAMPLE, ...names, withoutCode: policy.withoutCode, ...content }))
}

/** Returns what a message tells in place of `content` while it has to be paid first (R30). */
const unpaid = (content: Partial<MessageContent>): Partial<MessageContent>[] =>
  content.secret || content.counter ? [{ ...content, pin: null, due: DUE }] : []

function at(site: Site, policy: Policy): Partial<MessageContent>[] {
  const tells = policy.reveal === 'message'
  const pin = '1'.repeat(policy.pinDigits)
  switch (site) {
    case 'door': {
      const first = { secret: true, pin: tells && policy.door.includes('pin') ? pin : null }
      // After five wrong codes the next visit's message tells the link alone, if a phone can release.
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

function atCounter({ counter: takes, reveal }: Policy, pin: string | null): Partial<MessageContent>[] {
  const codes = takes.includes('pin') || takes.includes('qr')
  const link = takes.includes('link')
  return [null, '9:00–20:00'].flatMap((hours): Partial<MessageContent>[] => {
    const counter: CounterDetails = {
      ...POINT,
      hours,
      until: '30 сентября',
      day: '30.09',
      identity: takes.includes('identity'),
      link,
    }
    const place = { counter, point: POINT }
    // A code told for the door is dead here. Without a new one, or after five wrong ones, other ways are
    // left.
    const without = { ...place, secret: link || (codes && reveal !== 'message') }
    const page = codes ? [{ ...place, secret: true }] : []
    return pin ? [{ ...place, secret: true, pin }, ...page, without] : [...page, without]
  })
}
