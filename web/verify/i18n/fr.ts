import type { Like } from '../../i18n/texts.ts'
import type en from './en.ts'

export default {
  title: 'Vérifier un reçu',
  lead: 'Ouvrez un reçu ou un dossier de preuves. La vérification se fait ici, sur votre appareil : rien n’est envoyé.',
  paste: 'Texte du reçu',
  pasteHint: 'Ou collez le texte d’un reçu.',
  check: 'Vérifier',
  file: 'Choisir des fichiers',
  drop: 'ou déposez-les ici. Plusieurs à la fois sont confrontés : un dossier avec un reçu, un webhook ou un dossier plus ancien que vous avez gardé.',
  held: {
    one: 'Il concorde avec {count} autre pièce que vous avez gardée.',
    other: 'Il concorde avec {count} autres pièces que vous avez gardées.',
  },
  keys: 'Les clés publiées n’ont pas pu être chargées. Connectez-vous une fois ; la page fonctionne ensuite sans réseau.',
  again: 'Réessayer',
  pasted: 'Le texte d’un reçu',
  genuine: 'Authentique',
  genuineText: 'Signé avec une clé publiée, et rien n’a changé depuis.',
  pack: {
    one: 'Un journal de {count} événement, complet et inchangé',
    other: 'Un journal de {count} événements, complet et inchangé',
  },
  not: 'Non authentique',
  'fault.unreadable': 'Ce n’est ni un reçu ni un dossier de preuves de notre part.',
  'fault.unknown-key': 'Signé avec une clé qui n’est pas publiée ici.',
  'fault.bad-signature':
    'La signature ne correspond pas : quelque chose a été modifié, ou rien n’a été signé.',
  'fault.chain-broken': 'Le journal a été modifié à l’événement {seq}.',
  'fault.log-cut':
    'Le journal ne finit pas là où son sceau l’indique : après l’événement {seq}, il manque ou il y a en trop quelque chose.',
  'fault.receipt-differs': 'Un reçu ne correspond pas à l’événement {seq} du journal.',
  'fault.webhook-differs':
    'Le webhook que vous avez gardé décrit un autre événement {seq} : le journal a été réécrit ou coupé depuis.',
  'fault.pack-differs':
    'Le dossier plus ancien finit par un autre événement {seq} : le journal a été réécrit ou coupé depuis.',
  'fault.other-shipment': 'Ces pièces concernent des envois différents.',
  'fault.needs-pack':
    'Un événement de webhook, ou plusieurs reçus, se vérifient avec un dossier de preuves : choisissez-le aussi.',
  'fault.heading-differs': 'Ce que le dossier affirme à côté de son journal n’en découle pas.',
  number: 'Reçu',
  waybill: 'N° d’envoi',
  carrier: 'Transporteur',
  sender: 'Expéditeur',
  at: 'Remis le',
  parcels: 'Colis',
  of: '{count} sur {of} : {labels}',
  how: 'Preuve',
  'proof.pin': 'avec le code secret',
  'proof.qr': 'avec le QR code',
  'proof.link': 'sur le téléphone du destinataire',
  'proof.identity': 'contre une pièce d’identité',
  'proof.ordinary': 'contre signature',
  'where.counter': 'au guichet',
  'where.door': 'à la porte',
} satisfies Like<typeof en>
