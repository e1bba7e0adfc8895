import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  title: 'Fin de tournée',
  left: { one: 'colis à justifier', other: 'colis à justifier' },
  none: 'Chaque colis est justifié',
  nHandedOver: '{count} remis',
  nAtPoint: '{count} au point relais',
  nToPoint: '{count} en route vers un point relais',
  nBack: '{count} à bord',
  nDepot: '{count} à l’agence',
  nUnexplained: '{count} à justifier',

  label: 'Scannez ce qui revient',
  hint: 'Visez chaque étiquette avec la douchette, utilisez la caméra ou saisissez le numéro.',
  add: 'Compter',
  camera: 'Scanner avec la caméra',
  cameraHeading: 'Scannez ce qui revient',
  done: 'Terminé',
  isBack: '{label} · {name} : à bord',
  isAgain: '{label} est déjà compté.',
  isHandedOver: '{label} est enregistré comme remis. Mettez-le de côté et prévenez l’exploitation.',
  isElsewhere: '{label} est déjà enregistré ailleurs. Mettez-le de côté et prévenez l’exploitation.',
  isUnknown: '{label} n’est pas de cette tournée. Mettez-le de côté et prévenez l’exploitation.',
  isSecret: 'C’est le code d’un client, pas une étiquette. Rien n’a été gardé.',
  isRubbish: 'Ce n’est pas une étiquette de colis. Continuez.',

  unexplained: 'À justifier',
  unexplainedHint: 'Ni remis, ni déposé au point relais, ni scanné.',
  back: 'À bord',
  backHint: 'Rendez-les à l’agence : seul son scan fait foi.',
  toPoint: 'En route vers un point relais',
  toPointHint: 'Vous en répondez jusqu’à ce que le point relais les scanne.',
  atPoint: 'Au point relais, confirmé',
  handedOver: 'Remis',
  depot: 'À l’agence',
  takeBack: 'Finalement pas revenu : {label}',
  openStop: 'Voir l’arrêt de {label}',
  hours: 'Horaires : {hours}',

  openStops: {
    one: '{count} arrêt n’est pas terminé. Clôturer la tournée y met fin.',
    other: '{count} arrêts ne sont pas terminés. Clôturer la tournée y met fin.',
  },
  close: 'Clôturer la tournée',
  closeTitle: 'Clôturer la tournée ?',
  closeAll: 'Chaque colis est justifié.',
  closeWith: {
    one: '{count} colis reste sans justification :',
    other: '{count} colis restent sans justification :',
  },
  becomes: {
    one: 'Cela devient un manquement présumé.',
    other: 'Chacun devient un manquement présumé.',
  },
  closeAnyway: 'Clôturer quand même',
  goOn: 'Continuer à compter',

  sending: 'Envoi du comptage…',
  waitingTitle: 'Pas encore envoyé',
  waitingText:
    'La fin de tournée est gardée sur cette tablette et partira toute seule dès que le réseau revient. Rien n’est perdu, rien n’est envoyé deux fois.',
  sendNow: 'Envoyer maintenant',
  toRound: 'Retour à la tournée',

  claimKnown: 'L’exploitation doit encore trancher ici. Rapportez le colis ; la tournée peut être clôturée :',
  notOut: 'Aucune tournée n’est partie avec vous : il n’y a rien à clôturer. Appelez l’exploitation.',
  failed: 'La tournée n’a pas pu être clôturée. Rien n’est perdu : réessayez ou appelez l’exploitation.',

  resultAll: 'Tournée clôturée',
  resultAllText: 'Chaque colis est justifié.',
  resultLess: 'Clôturée, incomplète',
  resultLessText: {
    one: '{count} colis sans justification : manquement présumé. S’il réapparaît, recomptez.',
    other: '{count} colis sans justification : manquements présumés. S’ils réapparaissent, recomptez.',
  },
  resultUnexplained: 'Sans justification',
  resultToPoint: 'En route, jusqu’au scan du point relais',
  resultClaimed: 'L’exploitation doit encore trancher',
  resultBack: 'À rendre à l’agence',
  countAgain: 'Recompter',

  emptyTitle: 'Rien à compter',
  emptyText: 'Aucun colis n’est parti avec vous sur cette tournée.',
} satisfies Like<typeof en>
