import { presenceWords, withoutWords } from '../../domain/message-words.ts'
import type { MessageContent, Texts } from './texts.ts'

/** Tells how the parcel opens at the door, or that it has to be paid first (R30). */
const withSecret = (t: MessageContent, news: string) =>
  t.due ? [news, presenceWords('en', t), t.link ?? ''] : withCode(t, news)
const withCode = (t: MessageContent, news: string) => [
  news,
  t.pin ? `Secret code: ${t.pin}.` : '',
  t.pin ? `You need it to receive the parcel. ${presenceWords('en', t)}` : '',
  withoutWords('en', t),
  t.scans && t.link
    ? 'When the courier is there, open the page in their presence and scan the parcel’s label:'
    : t.link
      ? 'Code and QR, to be shown only in the courier’s presence:'
      : '',
  t.link ?? '',
]
/** Says where and until when to fetch the parcel, and what opens it at the counter (R28). */
const forCounter = (t: MessageContent, news: string) => {
  const { counter: at, point: to } = t
  // The parcel is on its way to a point, so the door's text no longer applies.
  if (!at)
    return to
      ? [news, `It is on its way to ${to.name}, ${to.address}. We’ll write when it is there.`, t.link ?? '']
      : withSecret(t, news)
  return [
    news,
    t.pin ? `Code for the counter: ${t.pin}.` : '',
    t.pin || t.due ? presenceWords('en', t) : '',
    `${at.name}, ${at.address}${at.hours ? ` (${at.hours})` : ''}. Until ${at.until}.`,
    withoutWords('en', t),
    t.link && at.link && !t.due ? 'Or scan the label at the counter with your phone:' : '',
    t.link ?? '',
  ]
}
const withDestination = (t: MessageContent, text: string) => [
  t.destination ? `${text} Destination: ${t.destination}.` : text,
  t.link ?? '',
]
const parcelFrom = (t: MessageContent) => `Your parcel from ${t.sender}`
const inSentence = (t: MessageContent) => `your parcel from ${t.sender}`
const byDestination = (text: (t: MessageContent) => string) => (t: MessageContent) =>
  t.destination ? withDestination(t, text(t)) : withSecret(t, text(t))
/** For a contact that has just replaced another: where the parcel is now decides what is told. */
const forNewContact = (t: MessageContent, text: string) =>
  t.destination && !t.counter ? withDestination(t, text) : forCounter(t, text)
/** Once it is paid, what opens the parcel is told where that was told before. */
const afterPayment = (t: MessageContent, text: string) =>
  t.secret || t.counter ? forCounter(t, text) : [text, t.link ?? '']

export const en: Texts = {
  subject: {
    announced: (t) => `${parcelFrom(t)}: ${t.due ? 'to be paid first' : 'delivery code'}`,
    accepted: (t) => `${parcelFrom(t)} has been accepted`,
    scheduled: (t) => `${parcelFrom(t)} is about to be delivered`,
    released: (t) => `${parcelFrom(t)} comes today`,
    arrived: (t) => `${parcelFrom(t)}: the courier is here`,
    held: (t) => `${parcelFrom(t)} is waiting for you`,
    failed: (t) => `${parcelFrom(t)} could not be delivered`,
    ready: (t) => `${parcelFrom(t)} is ready to be collected`,
    reminder: (t) => `${parcelFrom(t)} is still waiting for you`,
    receipt: (t) => `${parcelFrom(t)} was handed over`,
    resend: (t) => `${parcelFrom(t)}: ${t.due ? 'to be paid first' : 'delivery code'}`,
    'contact-change': (t) => `${parcelFrom(t)}: somebody wants to change your contact`,
    'contact-changed': (t) => `${parcelFrom(t)}: messages now come to you`,
    'label-change': (t) => `${parcelFrom(t)}: somebody else is to get it`,
    corrected: (t) => `${parcelFrom(t)}: its recipient was corrected`,
    identity: (t) => `${parcelFrom(t)} was released against an identity document`,
    'chat-joined': (t) => `${parcelFrom(t)}: news comes in your chat too`,
    reopened: (t) => `${parcelFrom(t)}: the courier is still there`,
    paid: (t) => `${parcelFrom(t)} is paid`,
    refunded: (t) => `${parcelFrom(t)}: a refund`,
  },
  body: {
    announced: byDestination((t) => `${t.carrier}: ${inSentence(t)} is announced.`),
    accepted: byDestination((t) => `${t.carrier}: ${inSentence(t)} has been accepted.`),
    scheduled: byDestination((t) => `${t.carrier}: ${inSentence(t)} is about to be delivered.`),
    released: byDestination((t) => `${t.carrier}: ${inSentence(t)} comes today.`),
    arrived: byDestination((t) => `${t.carrier}: the courier is here with ${inSentence(t)}.`),
    resend: (t) => forCounter(t, `${t.carrier}: ${inSentence(t)}.`),
    held: (t) => [
      t.point
        ? `${t.carrier}: ${inSentence(t)} was not handed over. It goes to ${t.point.name}, ${t.point.address}. We’ll write when it is there; bring an identity document.`
        : `${t.carrier}: ${inSentence(t)} was not handed over. It goes back to the depot; we will contact you.`,
      t.link ? `Nobody came? Tell us: ${t.link}` : '',
    ],
    failed: (t) => [
      `${t.carrier}: ${inSentence(t)} could not be delivered.`,
      t.link ? `Nobody came? Tell us: ${t.link}` : '',
    ],
    ready: (t) => forCounter(t, `${t.carrier}: ${inSentence(t)} is ready to be collected.`),
    reminder: (t) => forCounter(t, `${t.carrier}: ${inSentence(t)} is still waiting for you.`),
    receipt: (t) => [
      `${t.carrier}: ${inSentence(t)} was handed over${t.partly ? ` (${t.partly} parcels)` : ''}.`,
      t.link ? `Wasn’t that you? ${t.link}` : '',
    ],
    'contact-change': (t) => [
      `${t.carrier}: somebody asked us to send the messages about ${inSentence(t)} to another phone or e-mail.`,
      t.link ? `Wasn’t that you? Stop it within 30 minutes: ${t.link}` : '',
    ],
    'contact-changed': (t) =>
      forNewContact(t, `${t.carrier}: messages about ${inSentence(t)} come to you from now on.`),
    'label-change': (t) => [
      `${t.carrier}: somebody asked us to give your parcel to another recipient.`,
      t.link ? `Is it yours? Stop it within 30 minutes: ${t.link}` : '',
    ],
    corrected: (t) => [
      `${t.carrier}: the sender corrected who the parcel from ${t.sender} is for. A mistake? Tell the sender.`,
    ],
    identity: (t) => [
      `${t.carrier}: ${inSentence(t)} was released against an identity document.`,
      t.link ? `Not you? Tell us at once: ${t.link}` : '',
    ],
    'chat-joined': (t) => [
      `${t.carrier}: news of ${inSentence(t)} now comes in a messenger’s chat too.`,
      t.link ? `Wasn’t that you? End it here: ${t.link}` : '',
    ],
    reopened: (t) => [
      `${t.carrier}: the courier is still there with ${inSentence(t)}.`,
      t.codeHolds ? 'Your code is still valid.' : '',
      t.link ?? '',
    ],
    paid: (t) =>
      afterPayment(t, `${t.carrier}: we received ${t.amount ?? ''} for ${inSentence(t)}. Thank you.`),
    refunded: (t) => [
      `${t.carrier}: ${t.amount ?? ''} for ${inSentence(t)} goes back to whoever paid. The bank may take a few days.`,
      t.link ?? '',
    ],
  },
  contactAsked: (t) =>
    t.link
      ? 'Somebody asked to send your messages elsewhere. Not you? Stop it on the page.'
      : 'Somebody asked to send your messages elsewhere. Not you? Tell the carrier.',
  qrCaption: 'Or show the courier this QR code, only in their presence.',
  openPage: 'Open the delivery page',
}
