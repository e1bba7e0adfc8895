import type { Like } from '../../i18n/texts.ts'
import type en from './en.ts'

export default {
  'fresh.new-hands': 'nouvel arrivé (moins d’un jour, ou moins de dix remises avec code)',
  'fresh.new-device': 'nouvel appareil (moins d’un jour, ou moins de dix remises avec code)',
  'fresh.first-session': 'première connexion après trois jours d’absence',
  'fresh.ended-session': 'cette connexion en a fermé une autre du jour',
  'fresh.substitute': 'appareil de remplacement',
  'fresh.new-point': 'nouveau point relais',
  'fresh.unreached': 'aucun message n’est parvenu au destinataire',
  'fresh.moved': 'l’arrêt a été déplacé par quelqu’un qui lui a donné accès',
  'fresh.point-chosen': 'le point relais a été choisi par quelqu’un qui lui a donné accès',
  'fresh.tablet-recorded': 'la panne de tablette a été notée par quelqu’un qui lui a donné accès',
  'fresh.block-lifted': 'son blocage a été levé par quelqu’un qui lui a donné accès',
} satisfies Like<typeof en>
