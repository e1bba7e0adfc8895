import { presenceWords, withoutWords } from '../../domain/message-words.ts'
import type { MessageContent, SmsTexts } from './texts.ts'

/** Tells the secret for the door after some news. */
const atDoor = (t: MessageContent, news: string) => {
  if (!t.secret) return [news]
  if (t.due) return [`${news} ${presenceWords('fr', t, 'short')}`]
  const without = withoutWords('fr', t, 'short')
  if (!t.pin)
    return [
      `${news} ${presenceWords('fr', t, 'short')} ${without}`,
      `${news} Lien : devant le livreur seul, jamais au téléphone. ${without}`,
    ]
  return [
    `${news} Code ${t.pin}, à donner seulement au livreur, jamais par téléphone. ${without}`,
    `${news} Code ${t.pin}, seulement au livreur, jamais par téléphone. ${without}`,
    `${news} Code ${t.pin}, au seul livreur, jamais par téléphone. ${without}`,
  ]
}
/** Says where the parcel is on its way to; otherwise tells the secret for the door. */
const onTheWay = (news: string) => (t: MessageContent) =>
  t.destination ? [`${news} Destination : ${t.destination}.`] : atDoor(t, news)

/** Says what there is to say of a parcel that does not wait at a point. */
const elsewhere = (t: MessageContent) => {
  const to = t.point?.name ?? t.destination
  if (to) return [`Votre colis est en route vers ${to}. Nous vous écrirons quand il y sera.`]
  return t.secret ? atDoor(t, t.due ? 'Un colis pour vous.' : 'Pour votre colis :') : ['Suivre votre colis :']
}
/** Says where the parcel waits and until when, and what opens it there (R28). */
const atCounter = (t: MessageContent, news: string) => {
  const { counter: at, pin } = t
  if (!at) return elsewhere(t)
  const opens = pin
    ? `Code ${pin}, seulement au guichet, jamais par téléphone.`
    : presenceWords('fr', t, 'short')
  const rest = [opens, withoutWords('fr', t, 'short')].filter((text) => text !== '').join(' ')
  return [
    `${news} : ${at.name}, ${at.address}, jusqu’au ${at.day}. ${rest}`,
    `${news} : ${at.name}, jusqu’au ${at.day}. ${rest}`,
  ]
}
/** Says that it is paid, and where that was told before, what opens the parcel (R30). */
const paid = (t: MessageContent) =>
  t.counter
    ? atCounter(t, 'Colis payé, à votre disposition')
    : [`Paiement reçu : ${t.amount ?? ''}.`, 'Payé.'].flatMap((news) => atDoor(t, news))
/** Wherever the parcel is now. */
const anywhere = (t: MessageContent) => atCounter(t, 'Votre colis vous attend')
/** Whether there is anything to tell of the parcel itself. */
const tells = (t: MessageContent) => t.secret || t.counter || t.point || t.destination

export const smsFr: SmsTexts = {
  forms: {
    announced: onTheWay('Colis à venir.'),
    accepted: onTheWay('Colis accepté.'),
    scheduled: onTheWay('Livraison prévue.'),
    released: onTheWay('Colis aujourd’hui.'),
    arrived: onTheWay('Livreur arrivé.'),
    resend: anywhere,
    held: ({ point }) =>
      point
        ? [
            `Colis non remis. Il part pour ${point.name} ; apportez-y une pièce d’identité. Personne n’est venu ?`,
            `Colis non remis. Il part pour ${point.name}. Personne n’est venu ?`,
          ]
        : ['Colis non remis. Il retourne à l’agence. Personne n’est venu ?'],
    failed: () => ['Votre colis n’a pas été livré. Personne n’est venu ? Dites-le :'],
    ready: (t) => atCounter(t, 'Colis à votre disposition'),
    reminder: (t) => atCounter(t, 'Votre colis vous attend toujours'),
    receipt: (t) => [
      `Votre colis a été remis${t.partly ? ` (${t.partly} colis)` : ''}. Ce n’était pas vous ?`,
    ],
    'contact-change': () => [
      'On demande d’envoyer vos messages à un autre contact. Ce n’était pas vous ? Annulez sous 30 min :',
      'On veut changer vos coordonnées. Pas vous ? Annulez sous 30 min :',
    ],
    'contact-changed': (t) =>
      tells(t) ? anywhere(t) : ['Désormais, nous vous écrivons au sujet de ce colis.'],
    'label-change': () => [
      'On demande de remettre votre colis à un autre destinataire. Refusez sous 30 min :',
    ],
    corrected: (t) => [
      `L’expéditeur ${t.sender} a corrigé le destinataire du colis. Une erreur ? Contactez-le.`,
      'L’expéditeur a corrigé le destinataire du colis. Une erreur ? Contactez-le.',
    ],
    identity: () => [
      'Colis remis contre une pièce d’identité. Ce n’était pas vous ? Dites-le tout de suite :',
    ],
    'chat-joined': () => ['Votre colis est suivi aussi dans une messagerie. Pas vous ? Arrêtez-le :'],
    paid,
    refunded: (t) => [`Remboursement de ${t.amount ?? ''} pour votre colis, à la personne qui a payé.`],
    reopened: (t) => [
      `Le livreur est encore là avec votre colis.${t.codeHolds ? ' Votre code reste valable.' : ''}`,
    ],
  },
  contactAsked: {
    warning: 'On veut changer vos coordonnées. Pas vous ?',
    here: 'Annulez :',
    onPage: 'Annulez sur la page.',
  },
  colon: ' : ',
}
