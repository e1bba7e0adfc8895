import type { Texts, Told } from './texts.ts'

const secret = (t: Told, news: string) => [
  news,
  t.pin ? `Code secret : ${t.pin}.` : '',
  t.pin
    ? 'Il est obligatoire. Donnez-le uniquement en présence du livreur, jamais par téléphone ni à quelqu’un qui vous appelle.'
    : '',
  t.withoutCode === 'hold'
    ? 'Sans code, le colis ne sera pas remis : il attendra au point de retrait.'
    : 'Sans code, le livreur vérifiera votre pièce d’identité.',
  t.scans && t.link
    ? 'À l’arrivée du livreur, et seulement en sa présence, ouvrez la page et scannez l’étiquette du colis :'
    : t.link
      ? 'Code et QR code, à montrer uniquement en présence du livreur :'
      : '',
  t.link ?? '',
]
const news = (t: Told, text: string) => [
  t.destination ? `${text} Destination : ${t.destination}.` : text,
  t.link ?? '',
]
const from = (t: Told) => `Votre colis de ${t.sender}`
const told = (text: (t: Told) => string) => (t: Told) =>
  t.destination ? news(t, text(t)) : secret(t, text(t))

export const fr: Texts = {
  subject: {
    announced: (t) => `${from(t)} : code de livraison`,
    accepted: (t) => `${from(t)} est pris en charge`,
    scheduled: (t) => `${from(t)} est en cours de livraison`,
    released: (t) => `${from(t)} arrive aujourd’hui`,
    arrived: (t) => `${from(t)} : le livreur est arrivé`,
    held: (t) => `${from(t)} vous attend`,
    failed: (t) => `${from(t)} n’a pas pu être livré`,
    receipt: (t) => `${from(t)} a été remis`,
    resend: (t) => `${from(t)} : code de livraison`,
    identity: (t) => `${from(t)} a été remis contre une pièce d’identité`,
  },
  body: {
    announced: told((t) => `${t.carrier} : ${from(t).toLowerCase()} est annoncé.`),
    accepted: told((t) => `${t.carrier} : ${from(t).toLowerCase()} est pris en charge.`),
    scheduled: told((t) => `${t.carrier} : ${from(t).toLowerCase()} va être livré.`),
    released: told((t) => `${t.carrier} : ${from(t).toLowerCase()} arrive aujourd’hui.`),
    arrived: told((t) => `${t.carrier} : le livreur est arrivé avec ${from(t).toLowerCase()}.`),
    resend: told((t) => `${t.carrier} : ${from(t).toLowerCase()}.`),
    held: (t) => [
      t.point
        ? `${t.carrier} : ${from(t).toLowerCase()} n’a pas été remis. Il part pour ${t.point.name}, ${t.point.address}. Nous vous écrirons quand il y sera ; apportez une pièce d’identité.`
        : `${t.carrier} : ${from(t).toLowerCase()} n’a pas été remis. Il retourne à l’agence, nous vous recontacterons.`,
      t.link ? `Personne n’est venu ? Dites-le ici : ${t.link}` : '',
    ],
    failed: (t) => [
      `${t.carrier} : ${from(t).toLowerCase()} n’a pas pu être livré.`,
      t.link ? `Personne n’est venu ? Dites-le ici : ${t.link}` : '',
    ],
    receipt: (t) => [
      `${t.carrier} : ${from(t).toLowerCase()} a été remis${t.partly ? ` (${t.partly} colis)` : ''}.`,
      t.link ? `Ce n’était pas vous ? ${t.link}` : '',
    ],
    identity: (t) => [
      `${t.carrier} : ${from(t).toLowerCase()} a été remis contre une pièce d’identité.`,
      t.link ? `Ce n’était pas vous ? Dites-le tout de suite : ${t.link}` : '',
    ],
  },
  qrCaption: 'Ou montrez ce QR code au livreur, uniquement en sa présence.',
  openPage: 'Ouvrir la page de livraison',
}
