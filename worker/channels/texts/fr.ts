import { presenceWords, withoutWords } from '../../domain/message-words.ts'
import type { Texts, Told } from './texts.ts'

const secret = (t: Told, news: string) => [
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
const fetch = (t: Told, news: string) => {
  const { counter: at, point: to } = t
  // The parcel is on its way to a point, so the door's text no longer applies.
  if (!at)
    return to
      ? [
          news,
          `Il est en route vers ${to.name}, ${to.address}. Nous vous écrirons quand il y sera.`,
          t.link ?? '',
        ]
      : secret(t, news)
  return [
    news,
    t.pin ? `Code pour le guichet : ${t.pin}.` : '',
    t.pin ? presenceWords('fr', t) : '',
    `${at.name}, ${at.address}${at.hours ? ` (${at.hours})` : ''}. Jusqu’au ${at.until}.`,
    withoutWords('fr', t),
    t.link && at.link ? 'Ou scannez l’étiquette au guichet avec votre téléphone :' : '',
    t.link ?? '',
  ]
}
const news = (t: Told, text: string) => [
  t.destination ? `${text} Destination : ${t.destination}.` : text,
  t.link ?? '',
]
const from = (t: Told) => `Votre colis de ${t.sender}`
const lower = (t: Told) => `votre colis de ${t.sender}`
const told = (text: (t: Told) => string) => (t: Told) =>
  t.destination ? news(t, text(t)) : secret(t, text(t))
/** For a contact that has just replaced another: where the parcel is now decides what is told. */
const anew = (t: Told, text: string) => (t.destination && !t.counter ? news(t, text) : fetch(t, text))

export const fr: Texts = {
  subject: {
    announced: (t) => `${from(t)} : code de livraison`,
    accepted: (t) => `${from(t)} est pris en charge`,
    scheduled: (t) => `${from(t)} est en cours de livraison`,
    released: (t) => `${from(t)} arrive aujourd’hui`,
    arrived: (t) => `${from(t)} : le livreur est arrivé`,
    held: (t) => `${from(t)} vous attend`,
    failed: (t) => `${from(t)} n’a pas pu être livré`,
    ready: (t) => `${from(t)} est à votre disposition`,
    reminder: (t) => `${from(t)} vous attend toujours`,
    receipt: (t) => `${from(t)} a été remis`,
    resend: (t) => `${from(t)} : code de livraison`,
    'contact-change': (t) => `${from(t)} : changement de vos coordonnées demandé`,
    'contact-changed': (t) => `${from(t)} : les messages vous parviennent désormais`,
    'label-change': (t) => `${from(t)} : une autre personne le demande`,
    corrected: (t) => `${from(t)} : destinataire corrigé`,
    identity: (t) => `${from(t)} a été remis contre une pièce d’identité`,
  },
  body: {
    announced: told((t) => `${t.carrier} : ${lower(t)} est annoncé.`),
    accepted: told((t) => `${t.carrier} : ${lower(t)} est pris en charge.`),
    scheduled: told((t) => `${t.carrier} : ${lower(t)} va être livré.`),
    released: told((t) => `${t.carrier} : ${lower(t)} arrive aujourd’hui.`),
    arrived: told((t) => `${t.carrier} : le livreur est arrivé avec ${lower(t)}.`),
    resend: (t) => fetch(t, `${t.carrier} : ${lower(t)}.`),
    held: (t) => [
      t.point
        ? `${t.carrier} : ${lower(t)} n’a pas été remis. Il part pour ${t.point.name}, ${t.point.address}. Nous vous écrirons quand il y sera ; apportez une pièce d’identité.`
        : `${t.carrier} : ${lower(t)} n’a pas été remis. Il retourne à l’agence, nous vous recontacterons.`,
      t.link ? `Personne n’est venu ? Dites-le ici : ${t.link}` : '',
    ],
    failed: (t) => [
      `${t.carrier} : ${lower(t)} n’a pas pu être livré.`,
      t.link ? `Personne n’est venu ? Dites-le ici : ${t.link}` : '',
    ],
    ready: (t) => fetch(t, `${t.carrier} : ${lower(t)} est à votre disposition.`),
    reminder: (t) => fetch(t, `${t.carrier} : ${lower(t)} vous attend toujours.`),
    receipt: (t) => [
      `${t.carrier} : ${lower(t)} a été remis${t.partly ? ` (${t.partly} colis)` : ''}.`,
      t.link ? `Ce n’était pas vous ? ${t.link}` : '',
    ],
    'contact-change': (t) => [
      `${t.carrier} : on nous a demandé d’envoyer les messages concernant ${lower(t)} à un autre téléphone ou e-mail.`,
      t.link ? `Ce n’était pas vous ? Empêchez-le dans les 30 minutes : ${t.link}` : '',
    ],
    'contact-changed': (t) =>
      anew(t, `${t.carrier} : les messages concernant ${lower(t)} vous sont désormais adressés.`),
    'label-change': (t) => [
      `${t.carrier} : on nous demande de remettre votre colis à un autre destinataire.`,
      t.link ? `Il est à vous ? Refusez dans les 30 minutes : ${t.link}` : '',
    ],
    corrected: (t) => [
      `${t.carrier} : le destinataire du colis de ${t.sender} a été corrigé. Une erreur ? Contactez votre expéditeur.`,
    ],
    identity: (t) => [
      `${t.carrier} : ${lower(t)} a été remis contre une pièce d’identité.`,
      t.link ? `Ce n’était pas vous ? Dites-le tout de suite : ${t.link}` : '',
    ],
  },
  contactAsked: (t) =>
    t.link
      ? 'Quelqu’un a demandé d’envoyer vos messages ailleurs. Pas vous ? Empêchez-le sur la page.'
      : 'Quelqu’un a demandé d’envoyer vos messages ailleurs. Pas vous ? Dites-le au transporteur.',
  qrCaption: 'Ou montrez ce QR code au livreur, uniquement en sa présence.',
  openPage: 'Ouvrir la page de livraison',
}
