import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  heading: 'Livreurs comparés',
  leadTitle: 'Une probabilité, pas un verdict',
  lead: 'La probabilité qu’un livreur honnête de cette flotte ait au moins autant de tels passages en {days} jours. Les secteurs diffèrent et les petits nombres trompent : regardez les passages eux-mêmes avant d’interroger quelqu’un.',
  many: {
    one: 'Vous regardez {count} chiffre à la fois. Dans une flotte entièrement honnête, environ {rare} serait tout de même plus rare que 1 sur 100.',
    other:
      'Vous regardez {count} chiffres à la fois. Dans une flotte entièrement honnête, environ {rare} d’entre eux seraient tout de même plus rares que 1 sur 100.',
  },
  none: 'Aucune tournée ces {days} derniers jours',
  noneText: 'Dès que des livreurs font des tournées, leurs passages figurent ici côte à côte.',

  courier: 'Livreur',
  stops: 'Arrêts',
  strangest: 'Le plus inhabituel',
  chance: 'Probabilité',
  others: 'Également relevé',
  nothing: 'rien de relevé',
  noted: 'Relevés',
  expected: 'Attendus',
  notedOf: '{noted} relevés, {expected} attendus',

  'odds.usual': 'rien d’inhabituel',
  'odds.in': '1 sur {n}',
  'odds.million': 'moins de 1 sur un million',

  'kind.identity': 'Remis sur pièce d’identité',
  'kind.no-code': 'Pas de code',
  'kind.wrong-code': 'Cinq codes faux',
  'kind.absent': 'Client absent',
  'kind.refused': 'Refusé',
  'kind.address': 'Adresse erronée',
  'kind.damaged': 'Endommagé',
  'kind.nobody-came': 'Destinataire : personne n’est venu',
  'kind.no-code-asked': 'Destinataire : code non demandé',
  'kind.not-received': 'Destinataire : jamais reçu',
  'kind.not-me': 'Destinataire : ce colis n’est pas pour moi',
  'kind.far': 'Arrivée loin de l’adresse',

  back: 'Livreurs comparés',
  figures: 'En {days} jours, {stops}',
  stopsCount: { one: '{count} arrêt', other: '{count} arrêts' },
  noFigures: 'Aucune tournée sur cette période : il n’y a rien à comparer.',
  visits: 'Passages relevés',
  visitsText:
    'Les plus récents d’abord, les anciens aussi. Chacun mène à son envoi, où figure tout le reste.',
  noVisits: 'Aucun passage de ce livreur n’a été relevé.',
  what: 'Quoi',
  when: 'Quand',
  waybill: 'N° d’envoi',
  distance: 'De l’adresse',
  dwell: 'Sur place',
  pair: '{what} : {value}',
  unknown: 'inconnu',
} satisfies Like<typeof en>
