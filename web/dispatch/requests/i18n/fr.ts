import hands from '../../../hands/i18n/fr.ts'
import late from '../../../hands/late/i18n/fr.ts'
import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  ...hands,
  ...late,
  heading: 'Demandes',
  lead: 'Ce qui exige une deuxième personne, indépendante : personne n’est intervenu dans vos deux comptes.',
  none: 'Rien en attente',
  noneText:
    'Les changements que personne ne peut faire seul apparaissent ici, jusqu’à l’accord d’une personne indépendante ou leur expiration.',
  updated: 'Mise à jour automatique',
  fresh: { one: '{count} nouvelle demande', other: '{count} nouvelles demandes' },

  'kind.contact': 'Envoyer les messages de cet envoi à un autre contact',
  'kind.label': 'Attribuer une étiquette connue à un autre destinataire',
  'kind.contract': 'Enregistrer un contrat moins protecteur',
  'kind.waiver': 'Renoncer à un manquement',
  'kind.fresh-hands': 'Remettre sur présentation d’une pièce d’identité',
  'kind.block': 'Lever un blocage',
  'kind.receipt': 'Confirmer un colis que personne n’a déclaré apporter',
  'kind.suspension': 'Autoriser à nouveau le contrôle d’identité',
  'kind.not-me': 'Continuer après « Ce colis n’est pas pour moi »',
  'kind.refund': 'Rembourser',
  'kind.late-proof': 'Accepter un QR code arrivé tard',
  'kind.other': 'Une demande qui exige une deuxième personne',

  'check.contact':
    'Appelez d’abord le destinataire sur le contact actuel. Après votre accord, le changement prend effet une demi-heure après son avertissement.',
  'check.label':
    'Le colis est peut-être déjà en rayon. Appelez d’abord l’expéditeur et le destinataire précédent.',
  'check.contract': 'Les envois annoncés ensuite suivront ces règles.',
  'check.waiver': 'Rien ne sera dû. C’est définitif.',
  'check.fresh-hands':
    'Quelqu’un attend à une porte ou au guichet. Demandez-lui ce qu’il voit avant d’approuver.',
  'check.block':
    'Cherchez d’abord pourquoi : le blocage est là contre les essais au hasard et les raccourcis.',
  'check.receipt':
    'Demandez qui l’a apporté. Sans confirmation, seuls un code, un QR ou le téléphone du destinataire l’ouvrent.',
  'check.suspension': 'Le destinataire a signalé un problème. Appelez-le sur le contact annoncé.',
  'check.not-me':
    'Le destinataire a dit que ce colis n’est pas pour lui. Appelez-le avant que le livreur continue.',
  'check.refund':
    'La somme est rendue à qui a payé. Vérifiez que le motif est vrai : le colis est bien revenu, ou ce que le dispatcher écrit.',
  'check.late-proof':
    'Sans réseau, le livreur a remis le colis contre ce QR code, que les règles n’acceptent plus. Appelez le destinataire : n’acceptez que s’il a le colis.',
  'check.other': 'Lisez d’abord l’historique de l’envoi.',

  asked: 'Demandé par {name}, {time}',
  askedByRule: 'Par les règles, {time}',
  you: 'vous',
  lapses: 'Expire {time}',
  left: { one: 'encore {count} seconde', other: 'encore {count} secondes' },
  about: 'Concerne',
  contact: 'Nouveau contact',
  recipient: 'Nouveau destinataire',
  labels: { one: 'Étiquette', other: 'Étiquettes' },
  amount: 'Remboursé à la personne qui a payé',
  why: 'Pourquoi',
  from: 'de {value}',
  to: 'à {value}',
  blockedPin: 'saisie de codes',
  blockedIdentity: 'contrôles d’identité',
  blocked: 'Bloqué',
  shipment: 'Envoi',
  contract: 'Contrat',

  'reason.recipient': 'un autre destinataire',
  'reason.kind': 'une entreprise au lieu d’un particulier, ou l’inverse',
  'reason.secured': 'plus de remise sécurisée',
  'reason.policy': 'des règles plus faibles',
  'reason.payment': 'moins à payer',
  'reason.nobody-came': 'personne n’est venu',
  'reason.no-code-asked': 'aucun code demandé',
  'reason.not-me': 'ce colis n’est pas pour moi',
  'reason.not-received': 'non reçu',
  'reason.damaged': 'endommagé',
  'reason.wrong': 'pas ce qui était commandé',
  'reason.returned': 'retourné à l’expéditeur',
  'reason.cancelled': 'annulé',
  'reason.late': 'payé après la fin de la livraison',
  'reason.twice': 'payé deux fois',
  'reason.person': 'décision de l’exploitation',
  'reason.other': 'autre chose',

  agree: 'Approuver',
  decline: 'Refuser',
  takeBack: 'Retirer',
  agreeTitle: 'Approuver cette demande ?',
  declineTitle: 'Refuser cette demande ?',
  takeBackTitle: 'Retirer votre demande ?',
  agreed: 'Approuvée.',
  agreedLater: 'Approuvée. Elle prend effet à {time}.',
  declined: 'Refusée.',
  takenBack: 'Retirée.',
  stale:
    'Elle a changé pendant votre lecture, ou quelqu’un d’autre a décidé. La liste est à jour : relisez-la.',

  could: 'Peuvent approuver : {names}',
  waits: 'En attente d’une deuxième personne',
  youMay: 'Vous pouvez en décider.',
  nobody: 'Personne ici ne peut approuver : chacun dépend de la personne qui demande.',
  operatorToo:
    'Une deuxième personne a approuvé. Le contact actuel n’a pas pu être averti : l’opérateur doit approuver aussi.',
  ways: 'Votre administrateur a deux moyens, avec la clé de l’opérateur :',
  wayAgree: 'approuver cette demande, pour cette fois',
  wayVouch: 'se porter garant d’une personne de l’exploitation qu’il connaît ({name})',
  wayVouchAny:
    'se porter garant d’une personne de l’exploitation qu’il connaît ; les identifiants figurent dans Équipe',
  copy: 'Copier',
  copied: 'Copié',
  toRequests: 'Ouvrir les demandes',
} satisfies Like<typeof en>
