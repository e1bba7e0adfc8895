import type { EventLine } from '../../worker/api/shipments/answers.ts'
import type { Fact, FactOf, FactType } from '../../worker/domain/event.ts'
import type { FreshReason, MessageCause } from '../../worker/domain/terms.ts'
import { lateReason } from '../hands/late/late.ts'
import type { Translate } from '../i18n/texts.ts'
import type { Tone } from '../ui/bits.tsx'
import type en from './i18n/en.ts'

export type Words = Translate<typeof en>
/** What sentences are made with: the words, and how the language writes a list and money. */
export interface Speech {
  t: Words
  list: (items: readonly string[]) => string
  /** `amount`: in minor units. */
  money: (amount: number, currency: string) => string
}
export interface Sentence {
  text: string
  tone: Tone
}
type SentenceOf<T extends FactType> = (fact: FactOf<T>, speech: Speech) => Sentence | string

const good = (text: string): Sentence => ({ text, tone: 'good' })
const warn = (text: string): Sentence => ({ text, tone: 'warn' })
const bad = (text: string): Sentence => ({ text, tone: 'bad' })
const causeWord = (t: Words, cause: MessageCause) => t(`cause.${cause}`)

const because = (reasons: readonly FreshReason[], t: Words, list: Speech['list']) =>
  list(reasons.map((reason) => t(`fresh.${reason}`)))

/** One sentence for each fact. A new fact does not compile until it has words. */
const SENTENCES: { [T in FactType]: SentenceOf<T> } = {
  announced: (fact, { t, list }) =>
    fact.secured
      ? t('announced.secured')
      : t('announced.ordinary', { reasons: list(fact.reasons.map((reason) => t(`reason.${reason}`))) }),
  scheduled: (_, { t }) => t('scheduled'),
  moved: (_, { t }) => t('moved'),
  withdrawn: (_, { t }) => warn(t('withdrawn')),
  dispatched: (fact, { t }) => ({
    text: fact.point ? t('dispatched.point', { point: fact.point.name }) : t('dispatched'),
    tone: 'accent',
  }),
  'received-at-depot': (_, { t }) => t('received-at-depot'),
  'seen-at-depot': (_, { t }) => t('seen-at-depot'),
  cancelled: (_, { t }) => bad(t('cancelled')),
  arrived: (fact, { t }) => {
    const what = t(fact.late ? 'arrived.late' : fact.placed ? 'arrived.placed' : 'arrived')
    return fact.clock ? warn(t('arrived.clock', { what })) : what
  },
  'contact-change-requested': (_, { t }) => warn(t('contact-change-requested')),
  'contact-change-approved': (_, { t }) => t('contact-change-approved'),
  'contact-change-stopped': (fact, { t }) => t(`contact-change-stopped.${fact.who}`),
  'contact-changed': (_, { t }) => t('contact-changed'),
  'recipient-corrected': (_, { t }) => warn(t('recipient-corrected')),
  'label-requested': (_, { t }) => warn(t('label-requested')),
  'label-approved': (_, { t }) => t('label-approved'),
  'label-stopped': (fact, { t }) => t(`label-stopped.${fact.who}`),
  'label-released': (_, { t }) => warn(t('label-released')),
  'label-moved': (fact, { t }) => (fact.refusal ? warn(t('label-moved.refused')) : t('label-moved')),
  'code-refused': (fact, { t }) =>
    fact.left > 0
      ? warn(t(`code-refused.${fact.proof}`, { count: fact.left }))
      : bad(t(`code-closed.${fact.proof}`)),
  'no-code-declared': (_, { t }) => warn(t('no-code-declared')),
  'identity-not-proved': (fact, { t }) =>
    warn(
      fact.declined
        ? t('identity-declined')
        : t('identity-not-proved', { document: t(`document.${fact.documentType ?? 'other'}`) }),
    ),
  'approval-asked': (fact, { t, list }) =>
    warn(t('approval-asked', { reasons: because(fact.reasons, t, list) })),
  'approval-given': (_, { t }) => t('approval-given'),
  'approval-declined': (_, { t }) => bad(t('approval-declined')),
  'handed-over': (fact, { t, list }) => {
    const what =
      fact.proof === 'identity'
        ? t('handed.identity', { document: t(`document.${fact.documentType ?? 'other'}`) })
        : t(`handed.${fact.proof}`)
    const count = fact.labels.length
    const part = count < fact.of ? t('partly', { what, count, of: fact.of }) : what
    const said = fact.lateProof === undefined ? part : t('late.accepted', { what: part })
    return fact.fresh
      ? warn(t('fresh.because', { what: said, reasons: because(fact.fresh, t, list) }))
      : good(said)
  },
  held: (fact, { t }) =>
    bad(fact.point ? t(`held.${fact.reason}.point`, { point: fact.point.name }) : t(`held.${fact.reason}`)),
  'visit-failed': (fact, { t }) => warn(t(`failed.${fact.reason}`)),
  'visit-reopened': (_, { t }) => t('visit-reopened'),
  'late-act-refused': (fact, { t }) => {
    const said = { what: t(`late.what.${fact.what}`), why: t(lateReason(fact.because)) }
    return fact.lost.length + (fact.missing ?? []).length > 0
      ? bad(t('late.lost', said))
      : warn(t('late.conflict', said))
  },
  'late-proof-declined': (_, { t }) => t('late-proof-declined'),
  'conflict-settled': (_, { t }) => t('conflict-settled'),
  'label-scanned': (fact, { t }) => t(`scanned.${fact.by}`),
  'wrong-label-scanned': (fact, { t }) =>
    fact.left > 0 ? warn(t('wrong-label', { count: fact.left })) : bad(t('wrong-label.locked')),
  'no-claims-declared': (_, { t }) => t('no-claims-declared'),
  'claim-raised': (fact, { t }) => {
    const kind = t(`claim.${fact.kind}`)
    return bad(fact.blocking ? t('claim-raised.blocking', { kind }) : t('claim-raised', { kind }))
  },
  'claim-decided': (fact, { t }) => t(`decided.${fact.decision}`),
  'not-me-declared': (fact, { t }) => bad(t(fact.blocking ? 'not-me-declared.blocking' : 'not-me-declared')),
  'identity-suspended': (fact, { t }) => bad(t(`suspended.${fact.because}`)),
  'suspension-lifted': (fact, { t }) => t(`suspension-lifted.${fact.who}`),
  'suspension-kept': (_, { t }) => warn(t('suspension-kept')),
  'suspension-questioned': (_, { t }) => t('suspension-questioned'),
  'resume-asked': (_, { t }) => warn(t('resume-asked')),
  'resume-declined': (_, { t }) => t('resume-declined'),
  'sent-on-demand': (fact, { t }) => t(`sent-on-demand.${fact.what}`),
  'declared-at-point': (_, { t }) => t('declared-at-point'),
  'point-chosen': (fact, { t }) => t('point-chosen', { point: fact.point.name }),
  'received-at-point': (fact, { t }) => {
    if (fact.undeclared) return warn(t('received-at-point.undeclared'))
    return fact.shelf ? t('received-at-point.shelf', { shelf: fact.shelf }) : t('received-at-point')
  },
  'receipt-confirmed': (_, { t }) => t('receipt-confirmed'),
  'receipt-doubted': (_, { t }) => warn(t('receipt-doubted')),
  shelved: (fact, { t }) => t('shelved', { shelf: fact.shelf }),
  'found-at-point': (_, { t }) => warn(t('found-at-point')),
  'clerk-scanned': (_, { t }) => t('clerk-scanned'),
  'finish-declared': (_, { t }) => t('finish-declared'),
  'refused-at-point': (_, { t }) => warn(t('refused-at-point')),
  'storage-extended': (_, { t }) => t('storage-extended'),
  reminded: (_, { t }) => t('reminded'),
  'return-ordered': (fact, { t }) => warn(t(`return.${fact.reason}`)),
  'left-for-sender': (_, { t }) => t('left-for-sender'),
  'declared-back': (fact, { t }) => t(fact.labels.length > 0 ? 'declared-back' : 'round-closed'),
  unexplained: (fact, { t }) => bad(t(`unexplained.${fact.why}`)),
  'tablet-failed': (fact, { t }) => warn(t(`tablet-failed.${fact.then}`)),
  'violation-suspected': (fact, { t }) => bad(t(`violation.${fact.kind}`)),
  'message-sent': (fact, { t, list }) =>
    t('message-sent', {
      channels: list(fact.channels.map((channel) => t(`channel.${channel}`))),
      cause: causeWord(t, fact.cause),
    }),
  'payment-opened': (fact, { t, money }) =>
    t(`payment-opened.${fact.from}`, {
      amount: money(fact.amount, fact.currency),
      provider: t(`provider.${fact.provider}`),
    }),
  'payment-referred': (_, { t }) => t('payment-referred'),
  'payment-received': (fact, { t, money }) => {
    const amount = money(fact.amount, fact.currency)
    return fact.surplus
      ? warn(t(`payment-received.${fact.surplus}`, { amount }))
      : good(t('payment-received', { amount }))
  },
  'payment-failed': (_, { t }) => t('payment-failed'),
  'fiscal-receipt-issued': (fact, { t }) => t('fiscal-receipt-issued', { receipt: fact.receipt }),
  'refund-ordered': (fact, { t, money }) => {
    const words = { amount: money(fact.amount, fact.currency), why: t(`refund.${fact.because}`) }
    return fact.asked ? warn(t('refund-ordered.asked', words)) : t('refund-ordered', words)
  },
  'refund-approved': (_, { t }) => t('refund-approved'),
  'refund-declined': (_, { t }) => warn(t('refund-declined')),
  'refund-referred': (_, { t }) => t('refund-referred'),
  'refund-made': (_, { t }) => t('refund-made'),
  'refund-failed': (_, { t }) => bad(t('refund-failed')),
  'refund-retried': (_, { t }) => t('refund-retried'),
  erased: (fact, { t, list }) =>
    t(`erased.${fact.because}`, { what: list(fact.kinds.map((kind) => t(`kind.${kind}`))) }),
  'message-failed': (fact, { t }) =>
    bad(t('message-failed', { channel: t(`channel.${fact.channel}`), cause: causeWord(t, fact.cause) })),
  'chat-joined': (fact, { t }) => t('chat-joined', { bot: t(`bot.${fact.bot}`) }),
  'chat-ended': (fact, { t }) => t(`chat-ended.${fact.because}`, { bot: t(`bot.${fact.bot}`) }),
  'message-reported': (fact, { t }) => {
    const words = { channel: t(`channel.${fact.channel}`), cause: causeWord(t, fact.cause) }
    const text = t(`message-reported.${fact.outcome}`, words)
    return fact.outcome === 'delivered' ? text : bad(text)
  },
}

/** Returns the fact of an event line. Labels may travel as `parcels`, the carrier's code beside the data. */
function factOf(event: EventLine): Fact {
  const { type, parcels, code, data } = event
  return { labels: parcels ?? [], reasons: [], channels: [], code, ...data, type } as unknown as Fact
}

/** Says what happened, in words. An event unknown to this version is still shown, without its name. */
export function sentenceOf(event: EventLine, speech: Speech): Sentence {
  const say = (SENTENCES as Record<string, SentenceOf<FactType> | undefined>)[event.type]
  if (!say) return { text: speech.t('other'), tone: 'neutral' }
  const said = say(factOf(event) as never, speech)
  const { text, tone }: Sentence = typeof said === 'string' ? { text: said, tone: 'neutral' } : said
  if (event.takenBackBy === undefined) return { text, tone }
  return { text: speech.t('takenBack', { what: text }), tone: 'neutral' }
}

/**
 * Returns who invited the session of an identity release, and when (R42), or null if the event does not say.
 */
export function inviterOf({ data }: EventLine): { id: string; at: string } | null {
  const { invitedBy, invitedAt } = (data.hands ?? {}) as {
    invitedBy?: string | null
    invitedAt?: string | null
  }
  return invitedBy && invitedAt ? { id: invitedBy, at: invitedAt } : null
}

const LATE_MS = 60_000

/** Whether the tablet did this offline and sent it later. */
export const sentLater = ({ at, receivedAt }: EventLine): boolean =>
  Date.parse(receivedAt) - Date.parse(at) > LATE_MS

/** Returns the metres from the address to the arrival, or null unless both places are known (R13). */
export const metresOf = ({ data }: EventLine): number | null =>
  typeof data.distanceM === 'number' ? data.distanceM : null

/** Groups events by their day as `dayOf` writes it, newest first. */
export function byDay<T extends { at: string }>(
  events: readonly T[],
  dayOf: (at: string) => string,
): { day: string; events: T[] }[] {
  const groups: { day: string; events: T[] }[] = []
  for (const event of [...events].reverse()) {
    const day = dayOf(event.at)
    const last = groups.at(-1)
    if (last?.day === day) last.events.push(event)
    else groups.push({ day, events: [event] })
  }
  return groups
}
