import { presenceWords, withoutWords } from '../../domain/message-words.ts'
import type { Texts, Told } from './texts.ts'

const secret = (t: Told, news: string) => [
  news,
  t.pin ? `Secret code: ${t.pin}.` : '',
  t.pin ? `It is required. ${presenceWords('en', t)}` : '',
  withoutWords('en', t),
  t.scans && t.link
    ? 'When the courier is there, open the page in their presence and scan the parcel’s label:'
    : t.link
      ? 'Code and QR, to be shown only in the courier’s presence:'
      : '',
  t.link ?? '',
]
/** Says where and until when to fetch the parcel, and what opens it at the counter (R28). */
const fetch = (t: Told, news: string) => {
  const { counter: at, point: to } = t
  // The parcel is on its way to a point, so the door's text no longer applies.
  if (!at)
    return to
      ? [news, `It is on its way to ${to.name}, ${to.address}. We write when it is there.`, t.link ?? '']
      : secret(t, news)
  return [
    news,
    t.pin ? `Code for the counter: ${t.pin}.` : '',
    t.pin ? presenceWords('en', t) : '',
    `${at.name}, ${at.address}${at.hours ? ` (${at.hours})` : ''}. Until ${at.until}.`,
    withoutWords('en', t),
    t.link && at.link ? 'Or scan the label at the counter with your phone:' : '',
    t.link ?? '',
  ]
}
const news = (t: Told, text: string) => [
  t.destination ? `${text} Destination: ${t.destination}.` : text,
  t.link ?? '',
]
const from = (t: Told) => `Your parcel from ${t.sender}`
const lower = (t: Told) => `your parcel from ${t.sender}`
const told = (text: (t: Told) => string) => (t: Told) =>
  t.destination ? news(t, text(t)) : secret(t, text(t))
/** For a contact that has just replaced another: where the parcel is now decides what is told. */
const anew = (t: Told, text: string) => (t.destination && !t.counter ? news(t, text) : fetch(t, text))

export const en: Texts = {
  subject: {
    announced: (t) => `${from(t)}: delivery code`,
    accepted: (t) => `${from(t)} has been accepted`,
    scheduled: (t) => `${from(t)} is about to be delivered`,
    released: (t) => `${from(t)} comes today`,
    arrived: (t) => `${from(t)}: the courier is here`,
    held: (t) => `${from(t)} waits for you`,
    failed: (t) => `${from(t)} could not be delivered`,
    ready: (t) => `${from(t)} is ready to be fetched`,
    reminder: (t) => `${from(t)} still waits for you`,
    receipt: (t) => `${from(t)} was handed over`,
    resend: (t) => `${from(t)}: delivery code`,
    'contact-change': (t) => `${from(t)}: somebody wants to change your contact`,
    'contact-changed': (t) => `${from(t)}: messages now come to you`,
    'label-change': (t) => `${from(t)}: somebody else is to get it`,
    corrected: (t) => `${from(t)}: its recipient was corrected`,
    identity: (t) => `${from(t)} was released against an identity document`,
  },
  body: {
    announced: told((t) => `${t.carrier}: ${lower(t)} is announced.`),
    accepted: told((t) => `${t.carrier}: ${lower(t)} has been accepted.`),
    scheduled: told((t) => `${t.carrier}: ${lower(t)} is about to be delivered.`),
    released: told((t) => `${t.carrier}: ${lower(t)} comes today.`),
    arrived: told((t) => `${t.carrier}: the courier is here with ${lower(t)}.`),
    resend: (t) => fetch(t, `${t.carrier}: ${lower(t)}.`),
    held: (t) => [
      t.point
        ? `${t.carrier}: ${lower(t)} was not handed over. It goes to ${t.point.name}, ${t.point.address}. We write when it is there; bring an identity document.`
        : `${t.carrier}: ${lower(t)} was not handed over. It goes back to the depot; we will contact you.`,
      t.link ? `Nobody came? Tell us: ${t.link}` : '',
    ],
    failed: (t) => [
      `${t.carrier}: ${lower(t)} could not be delivered.`,
      t.link ? `Nobody came? Tell us: ${t.link}` : '',
    ],
    ready: (t) => fetch(t, `${t.carrier}: ${lower(t)} is ready to be fetched.`),
    reminder: (t) => fetch(t, `${t.carrier}: ${lower(t)} still waits for you.`),
    receipt: (t) => [
      `${t.carrier}: ${lower(t)} was handed over${t.partly ? ` (${t.partly} parcels)` : ''}.`,
      t.link ? `Was it not you? ${t.link}` : '',
    ],
    'contact-change': (t) => [
      `${t.carrier}: somebody asked us to send the messages about ${lower(t)} to another phone or e-mail.`,
      t.link ? `It was not you? Stop it within 30 minutes: ${t.link}` : '',
    ],
    'contact-changed': (t) => anew(t, `${t.carrier}: messages about ${lower(t)} come to you from now on.`),
    'label-change': (t) => [
      `${t.carrier}: somebody asked us to give your parcel to another recipient.`,
      t.link ? `It is yours? Stop it within 30 minutes: ${t.link}` : '',
    ],
    corrected: (t) => [
      `${t.carrier}: the sender corrected who the parcel from ${t.sender} is for. A mistake? Tell the sender.`,
    ],
    identity: (t) => [
      `${t.carrier}: ${lower(t)} was released against an identity document.`,
      t.link ? `Not you? Tell us at once: ${t.link}` : '',
    ],
  },
  contactAsked: (t) =>
    t.link
      ? 'Somebody asked to send your messages elsewhere. Not you? Stop it on the page.'
      : 'Somebody asked to send your messages elsewhere. Not you? Tell the carrier.',
  qrCaption: 'Or show the courier this QR code, only in their presence.',
  openPage: 'Open the delivery page',
}
