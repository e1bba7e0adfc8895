import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  title: 'Clés d’accès',
  lead: 'Une clé d’accès ouvre votre prochaine session : par l’empreinte, le visage ou le code de cet appareil, ou avec une clé de sécurité.',
  added: 'Ajoutée le {day}',
  used: 'utilisée le {day}',
  unused: 'pas encore utilisée',
  none: 'Vous n’avez pas encore de clé d’accès.',
  name: 'Nom',
  nameHint: 'Pour la reconnaître dans cette liste.',
  add: 'Ajouter une clé d’accès',
  addedNow: 'La clé d’accès « {name} » est ajoutée. Elle ouvre votre prochaine session.',
  full: 'Vous avez dix clés d’accès. Supprimez-en une pour en ajouter une autre.',
  rename: 'Renommer',
  save: 'Enregistrer',
  cancel: 'Annuler',
  remove: 'Supprimer',
  renameName: 'Renommer : {name}',
  removeName: 'Supprimer : {name}',
  removeTitle: 'Supprimer « {name} » ?',
  removeText: 'Elle n’ouvrira plus aucune session. Effacez-la aussi dans les réglages de son appareil.',
  removeLast:
    'C’est votre dernière clé d’accès. Sans elle, il faudra une invitation de quelqu’un d’autre pour votre prochaine session.',
  retry: 'Réessayer',
  readFailed: 'Vos clés d’accès n’ont pas pu être lues.',
  offer: 'Demain, vous vous connectez avec une clé d’accès. Ajoutez-la maintenant : une demi-minute suffit.',
  offerAdd: 'L’ajouter',
  offerLater: 'Plus tard',
  'e.unsupported':
    'Ce navigateur ne connaît pas les clés d’accès. Ouvrez Sesame dans une version récente de Chrome, Edge, Firefox ou Safari.',
  'e.cancelled': 'Rien n’a été ajouté : c’était annulé, ou trop long.',
  'e.known': 'Cet appareil ou cette clé a déjà une de vos clés d’accès.',
  'e.unfit':
    'Cette clé ne vérifie pas qui la tient. Prenez-en une avec code ou empreinte, ou cet appareil lui-même.',
  'e.offline': 'Pas de réseau. Réessayez quand il sera revenu.',
  'e.no-device':
    'Ce navigateur n’est pas enregistré. Connectez-vous d’abord par une invitation, puis ajoutez une clé d’accès.',
  'e.failed': 'Cela n’a pas marché. Réessayez.',
} satisfies Like<typeof en>
