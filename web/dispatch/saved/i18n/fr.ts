import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  label: 'Filtres enregistrés',
  save: 'Enregistrer ce filtre',
  saveTitle: 'Enregistrer ce filtre',
  name: 'Nom',
  nameHint: 'Conservé dans ce navigateur uniquement, sans nom de destinataire.',
  yes: 'Enregistrer',
  replace: 'Un filtre porte déjà ce nom ; il sera remplacé.',
  remove: 'Supprimer « {name} »',
  removed: '« {name} » est supprimé.',
  undo: 'Rétablir',
  notKept: 'Ce navigateur ne conserve rien : le filtre disparaîtra avec la page.',
  full: 'Douze filtres sont enregistrés, le maximum. Supprimez-en un d’abord.',
  'e.name': 'Donnez-lui un nom.',
} satisfies Like<typeof en>
