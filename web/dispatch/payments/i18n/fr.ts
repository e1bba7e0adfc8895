import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  heading: 'Paiements',
  about:
    'Par jour où le paiement a été commencé. Les comptes du prestataire sont lus une fois par jour ; d’ici là, un paiement n’est pas encore comparé.',
  none: 'Aucun paiement sur cette période',
  noneText:
    'Choisissez d’autres jours ou effacez le filtre. Seuls les contrats avec paiement par lien en demandent.',
  differs: {
    one: '{count} paiement diffère des comptes du prestataire.',
    many: '{count} paiements diffèrent des comptes du prestataire.',
    other: '{count} paiements diffèrent des comptes du prestataire.',
  },
  whatToDo: 'Comparez chacun avec la console du prestataire : son envoi figure sous Alertes.',
  toAlerts: 'Ouvrir les alertes',
  day: 'Jour et contrat',
  paid: 'Payé',
  payments: { one: '{count} paiement', many: '{count} paiements', other: '{count} paiements' },
  there: 'Comptes du prestataire',
  refunded: 'Remboursé',
  refundedThere: 'dans ses comptes : {amount}',
  owed: 'Reste à rembourser',
  open: 'En attente',
  compared: 'Comparaison',
  differences: { one: '{count} écart', many: '{count} écarts', other: '{count} écarts' },
  unchecked: {
    one: '{count} pas encore comparé',
    many: '{count} pas encore comparés',
    other: '{count} pas encore comparés',
  },
  agrees: 'tout concorde',
  total: 'Total en {currency}',
} satisfies Like<typeof en>
