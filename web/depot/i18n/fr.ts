import type { Like } from '../../i18n/texts.ts'
import type en from './en.ts'

export default {
  title: 'Agence',
  heading: 'Ce qui est revenu',
  lead: 'Scannez chaque colis. Alors seulement il est à l’agence et peut repartir.',
  label: 'Étiquette',
  receive: 'Recevoir',
  camera: 'Scanner avec la caméra',
  stopCamera: 'Fermer la caméra',
  empty: 'Rien n’a encore été scanné',
  emptyText: 'Une douchette écrit dans le champ ci-dessus ; la caméra convient aussi.',
  received: 'À l’agence',
  unknown: 'Pas un de nos colis',
  'not-due': 'N’est pas en retour',
  secret: 'C’est le code d’un client, pas une étiquette.',
  short: 'Une étiquette a au moins quatre caractères.',
  offline: 'Pas de réseau. Le colis n’est pas encore reçu : scannez-le à nouveau.',
  failed: 'Cela n’a pas fonctionné. Scannez le colis à nouveau.',
  count: { one: '{count} colis reçu', other: '{count} colis reçus' },
  signOut: 'Se déconnecter',
  again: 'Réessayer',
  returned: 'Renvoyé à l’expéditeur',
} satisfies Like<typeof en>
