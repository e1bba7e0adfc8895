import { presenceWords, withoutWords } from '../../domain/message-words.ts'
import type { MessageContent, SmsTexts } from './texts.ts'

/** Tells the secret for the door after some news. */
const atDoor = (t: MessageContent, news: string) => {
  if (!t.secret) return [news]
  if (t.due) return [`${news} ${presenceWords('en', t, 'short')}`]
  const without = withoutWords('en', t, 'short')
  if (!t.pin)
    return [
      `${news} ${presenceWords('en', t, 'short')} ${without}`,
      `${news} Link: only with the courier there, never by phone. ${without}`,
    ]
  return [
    `${news} Code ${t.pin}, only in the courier’s presence, never by phone. ${without}`,
    `${news} Code ${t.pin}, only to the courier, never by phone. ${without}`,
  ]
}
/** Says where the parcel is on its way to; otherwise tells the secret for the door. */
const onTheWay = (news: string) => (t: MessageContent) =>
  t.destination ? [`${news} Destination: ${t.destination}.`] : atDoor(t, news)

/** Says what there is to say of a parcel that does not wait at a point. */
const elsewhere = (t: MessageContent) => {
  const to = t.point?.name ?? t.destination
  if (to) return [`Your parcel is on its way to ${to}. We’ll write when it’s there.`]
  return t.secret ? atDoor(t, t.due ? 'A parcel for you.' : 'For your parcel:') : ['Follow your parcel:']
}
/** Says where the parcel waits and until when, and what opens it there (R28). */
const atCounter = (t: MessageContent, news: string) => {
  const { counter: at, pin } = t
  if (!at) return elsewhere(t)
  const opens = pin ? `Code ${pin}, only at the counter, never by phone.` : presenceWords('en', t, 'short')
  const rest = [opens, withoutWords('en', t, 'short')].filter((text) => text !== '').join(' ')
  return [
    `${news}: ${at.name}, ${at.address}, until ${at.day}. ${rest}`,
    `${news}: ${at.name}, until ${at.day}. ${rest}`,
  ]
}
/** Says that it is paid, and where that was told before, what opens the parcel (R30). */
const paid = (t: MessageContent) =>
  t.counter
    ? atCounter(t, 'Paid and ready to be collected')
    : [`Payment received: ${t.amount ?? ''}.`, 'Paid.'].flatMap((news) => atDoor(t, news))
/** Wherever the parcel is now. */
const anywhere = (t: MessageContent) => atCounter(t, 'Your parcel is waiting')
/** Whether there is anything to tell of the parcel itself. */
const tells = (t: MessageContent) => t.secret || t.counter || t.point || t.destination

export const smsEn: SmsTexts = {
  forms: {
    announced: onTheWay('Parcel announced.'),
    accepted: onTheWay('Parcel accepted.'),
    scheduled: onTheWay('Delivery soon.'),
    released: onTheWay('Parcel today.'),
    arrived: onTheWay('Courier is here.'),
    resend: anywhere,
    held: ({ point }) =>
      point
        ? [
            `Parcel not handed over. It goes to ${point.name}; bring an identity document. Nobody came?`,
            `Parcel not handed over. It goes to ${point.name}. Nobody came?`,
          ]
        : ['Parcel not handed over. It goes back to the depot. Nobody came?'],
    failed: () => ['Your parcel could not be delivered. Nobody came? Tell us:'],
    ready: (t) => atCounter(t, 'Ready to be collected'),
    reminder: (t) => atCounter(t, 'Your parcel is still waiting'),
    receipt: (t) => [`Your parcel was handed over${t.partly ? ` (${t.partly} parcels)` : ''}. Not you?`],
    'contact-change': () => [
      'Somebody asked to send your messages to another contact. Not you? Stop it within 30 min:',
    ],
    'contact-changed': (t) =>
      tells(t) ? anywhere(t) : ['From now on we’ll write to you about this parcel.'],
    'label-change': () => ['Somebody asked to give your parcel to another person. Stop it within 30 min:'],
    corrected: (t) => [
      `The sender ${t.sender} corrected who the parcel is for. A mistake? Tell them.`,
      'The sender corrected who the parcel is for. A mistake? Tell them.',
    ],
    identity: () => ['Parcel released against an identity document. Not you? Tell us at once:'],
    'chat-joined': () => ['News of your parcel now comes in a messenger’s chat too. Not you? End it:'],
    paid,
    refunded: (t) => [`${t.amount ?? ''} for your parcel goes back to whoever paid.`],
    reopened: (t) => [
      `The courier is still there with your parcel.${t.codeHolds ? ' Your code is still valid.' : ''}`,
    ],
  },
  contactAsked: {
    warning: 'Somebody asked to change your contact. Not you?',
    here: 'Stop it:',
    onPage: 'Stop it on the page.',
  },
  colon: ': ',
}
