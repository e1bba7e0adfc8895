import { presenceWords, withoutWords } from '../../domain/message-words.ts'
import type { MessageContent, Texts } from './texts.ts'

/** Tells how the parcel opens at the door, or that it has to be paid first (R30). */
const withSecret = (t: MessageContent, news: string) =>
  t.due ? [news, presenceWords('fr', t), t.link ?? ''] : withCode(t, news)
const withCode = (t: MessageContent, news: string) => [
  news,
  t.pin ? `Code secret : ${t.pin}.` : '',
  t.pin ? `Il est obligatoire. ${presenceWords('fr', t)}` : '',
  withoutWords('fr', t),
  t.scans && t.link
    ? 'À l’arrivée du livreur, et seulement en sa présence, ouvrez la page et scannez l’étiquette du colis :'
    : t.link
      ? 'Code et QR code, à montrer uniquement en présence du livreur :'
      : '',
  t.link ?? '',
]
/** Says where and until when to fetch the parcel, and what opens it at the counter (R28). */
const forCounter = (t: MessageContent, news: string) => {
  const { counter: at, point: to } = t
  // The parcel is on its way to a point, so the door's text no longer applies.
  if (!at)
    return to
      ? [
          news,
          `Il est en route vers ${to.name}, ${to.address}. Nous vous écrirons quand il y sera.`,
          t.link ?? '',
        ]
      : withSecret(t, news)
  return [
    news,
    t.pin ? `Code pour le guichet : ${t.pin}.` : '',
    t.pin || t.due ? presenceWords('fr', t) : '',
    `${at.name}, ${at.address}${at.hours ? ` (${at.hours})` : ''}. Jusqu’au ${at.until}.`,
    withoutWords('fr', t),
    t.link && at.link && !t.due ? 'Ou scannez l’étiquette au guichet avec votre téléphone :' : '',
    t.link ?? '',
  ]
}
const withDestination = (t: MessageContent, text: string) => [
  t.destination ? `${text} Destination : ${t.destination}.` : text,
  t.link ?? '',
]
const parcelFrom = (t: MessageContent) => `Votre colis de ${t.sender}`
const inSentence = (t: MessageContent) => `votre colis de ${t.sender}`
const byDestination = (text: (t: MessageContent) => string) => (t: MessageContent) =>
  t.destination ? withDestination(t, text(t)) : withSecret(t, text(t))
/** For a contact that has just replaced another: where the parcel is now decides what is told. */
const forNewContact = (t: MessageContent, text: string) =>
  t.destination && !t.counter ? withDestination(t, text) : forCounter(t, text)
/** Once it is paid, what opens the parcel is told where that was told before. */
const afterPayment = (t: MessageContent, text: string) =>
  t.secret || t.counter ? forCounter(t, text) : [text, t.link ?? '']

export const fr: Texts = {
  subject: {
    announced: (t) => `${parcelFrom(t)} : ${t.due ? 'à payer d’abord' : 'code de livraison'}`,
    accepted: (t) => `${parcelFrom(t)} est pris en charge`,
    scheduled: (t) => `${parcelFrom(t)} est en cours de livraison`,
    released: (t) => `${parcelFrom(t)} arrive aujourd’hui`,
    arrived: (t) => `${parcelFrom(t)} : le livreur est arrivé`,
    held: (t) => `${parcelFrom(t)} vous attend`,
    failed: (t) => `${parcelFrom(t)} n’a pas pu être livré`,
    ready: (t) => `${parcelFrom(t)} est à votre disposition`,
    reminder: (t) => `${parcelFrom(t)} vous attend toujours`,
    receipt: (t) => `${parcelFrom(t)} a été remis`,
    resend: (t) => `${parcelFrom(t)} : ${t.due ? 'à payer d’abord' : 'code de livraison'}`,
    'contact-change': (t) => `${parcelFrom(t)} : changement de vos coordonnées demandé`,
    'contact-changed': (t) => `${parcelFrom(t)} : les messages vous parviennent désormais`,
    'label-change': (t) => `${parcelFrom(t)} : une autre personne le demande`,
    corrected: (t) => `${parcelFrom(t)} : destinataire corrigé`,
    identity: (t) => `${parcelFrom(t)} a été remis contre une pièce d’identité`,
    'chat-joined': (t) => `${parcelFrom(t)} : les nouvelles arrivent aussi dans votre messagerie`,
    reopened: (t) => `${parcelFrom(t)} : le livreur est encore là`,
    paid: (t) => `${parcelFrom(t)} : paiement reçu`,
    refunded: (t) => `${parcelFrom(t)} : remboursement`,
  },
  body: {
    announced: byDestination((t) => `${t.carrier} : ${inSentence(t)} est annoncé.`),
    accepted: byDestination((t) => `${t.carrier} : ${inSentence(t)} est pris en charge.`),
    scheduled: byDestination((t) => `${t.carrier} : ${inSentence(t)} va être livré.`),
    released: byDestination((t) => `${t.carrier} : ${inSentence(t)} arrive aujourd’hui.`),
    arrived: byDestination((t) => `${t.carrier} : le livreur est arrivé avec ${inSentence(t)}.`),
    resend: (t) => forCounter(t, `${t.carrier} : ${inSentence(t)}.`),
    held: (t) => [
      t.point
        ? `${t.carrier} : ${inSentence(t)} n’a pas été remis. Il part pour ${t.point.name}, ${t.point.address}. Nous vous écrirons quand il y sera ; apportez une pièce d’identité.`
        : `${t.carrier} : ${inSentence(t)} n’a pas été remis. Il retourne à l’agence, nous vous recontacterons.`,
      t.link ? `Personne n’est venu ? Dites-le ici : ${t.link}` : '',
    ],
    failed: (t) => [
      `${t.carrier} : ${inSentence(t)} n’a pas pu être livré.`,
      t.link ? `Personne n’est venu ? Dites-le ici : ${t.link}` : '',
    ],
    ready: (t) => forCounter(t, `${t.carrier} : ${inSentence(t)} est à votre disposition.`),
    reminder: (t) => forCounter(t, `${t.carrier} : ${inSentence(t)} vous attend toujours.`),
    receipt: (t) => [
      `${t.carrier} : ${inSentence(t)} a été remis${t.partly ? ` (${t.partly} colis)` : ''}.`,
      t.link ? `Ce n’était pas vous ? ${t.link}` : '',
    ],
    'contact-change': (t) => [
      `${t.carrier} : on nous a demandé d’envoyer les messages concernant ${inSentence(t)} à un autre téléphone ou e-mail.`,
      t.link ? `Ce n’était pas vous ? Annulez cette demande dans les 30 minutes : ${t.link}` : '',
    ],
    'contact-changed': (t) =>
      forNewContact(
        t,
        `${t.carrier} : les messages concernant ${inSentence(t)} vous sont désormais adressés.`,
      ),
    'label-change': (t) => [
      `${t.carrier} : on nous demande de remettre votre colis à un autre destinataire.`,
      t.link ? `Il est à vous ? Refusez dans les 30 minutes : ${t.link}` : '',
    ],
    corrected: (t) => [
      `${t.carrier} : le destinataire du colis de ${t.sender} a été corrigé. Une erreur ? Contactez votre expéditeur.`,
    ],
    identity: (t) => [
      `${t.carrier} : ${inSentence(t)} a été remis contre une pièce d’identité.`,
      t.link ? `Ce n’était pas vous ? Dites-le tout de suite : ${t.link}` : '',
    ],
    'chat-joined': (t) => [
      `${t.carrier} : les nouvelles de ${inSentence(t)} arrivent aussi dans une messagerie.`,
      t.link ? `Ce n’était pas vous ? Arrêtez-le ici : ${t.link}` : '',
    ],
    reopened: (t) => [
      `${t.carrier} : le livreur est encore là avec ${inSentence(t)}.`,
      t.codeHolds ? 'Votre code reste valable.' : '',
      t.link ?? '',
    ],
    paid: (t) =>
      afterPayment(t, `${t.carrier} : nous avons reçu ${t.amount ?? ''} pour ${inSentence(t)}. Merci.`),
    refunded: (t) => [
      `${t.carrier} : remboursement de ${t.amount ?? ''} pour ${inSentence(t)}, à la personne qui a payé. La banque peut prendre quelques jours.`,
      t.link ?? '',
    ],
  },
  contactAsked: (t) =>
    t.link
      ? 'Quelqu’un a demandé d’envoyer vos messages ailleurs. Ce n’était pas vous ? Annulez cette demande sur la page.'
      : 'Quelqu’un a demandé d’envoyer vos messages ailleurs. Ce n’était pas vous ? Dites-le au transporteur.',
  qrCaption: 'Ou montrez ce QR code au livreur, uniquement en sa présence.',
  openPage: 'Ouvrir la page de livraison',
}
