import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  heading: 'Alertes',
  open: 'À traiter',
  earlier: 'Plus anciennes',
  what: 'Quoi',
  when: 'Quand',
  about: 'Concerne',
  actions: 'Actions',
  none: 'Rien à traiter',
  noneText: 'Livreurs bloqués, réclamations et messages non délivrés apparaissent ici.',
  noneEver: 'Aucune alerte pour l’instant',

  'kind.pin-blocked': 'Saisie du code bloquée : trop de codes erronés aujourd’hui',
  'kind.identity-blocked': 'Contrôle d’identité bloqué : trois remises sur pièce aujourd’hui',
  'kind.page-locked': 'Page du destinataire verrouillée après dix mauvaises étiquettes',
  'kind.claim': 'Le destinataire a déposé une réclamation',
  'kind.not-me': 'Le destinataire déclare que ce n’était pas lui',
  'kind.message-failed': 'Un message au destinataire n’a pas été délivré',
  'kind.other': 'Un point à vérifier',

  shipment: 'Envoi',
  release: 'Débloquer',
  releaseName: 'Débloquer {name}',
  releaseTitle: 'Débloquer {name} ?',
  releaseText:
    'Le livreur peut continuer aussitôt. Cherchez d’abord la cause : le blocage est là pour empêcher de deviner les codes et de contourner les règles.',
  released: 'Débloqué le {time}',
  releasedDone: '{name} est débloqué.',
  courier: 'le livreur',
  'kind.unexplained': 'Colis introuvable',
  'kind.misplaced': 'Colis dans un mauvais point',
  'kind.tablet-failed': 'Tablette en panne',
  'kind.return': 'Retour : plus aucune preuve possible',
} satisfies Like<typeof en>
