import type { Like } from '../../i18n/texts.ts'
import type en from './en.ts'

export default {
  courier: 'Livreur',
  counter: 'Guichet',
  depot: 'Agence',
  dispatcher: 'Exploitation',
  language: 'Langue',
  invited: 'Vous êtes invité comme : {role}',
  invitedName: '{name}, vous êtes invité comme : {role}',
  invitedWhy: 'Connectez-vous sur cet appareil. L’invitation ne sert qu’une fois.',
  signIn: 'Se connecter',
  expired: 'Cette invitation n’est plus valable. Demandez-en une nouvelle à l’exploitation.',
  noRoom: 'Cette version n’a pas d’écrans pour ce rôle. L’invitation n’a pas été utilisée.',
  offline: 'Pas de réseau. Réessayez une fois connecté.',
  failed: 'Cela n’a pas fonctionné. Réessayez dans un instant.',
  choose: 'Qui travaille ?',
  until: 'Connecté jusqu’à {time}',
  nobody: 'Personne n’est connecté ici',
  nobodyWhy:
    'Ouvrez l’invitation reçue de l’exploitation : scannez son QR code ou touchez son lien sur cet appareil.',
  signedOut: 'Vous êtes déconnecté',
  signedOutWhy: 'Votre session est terminée. Demandez une nouvelle invitation et ouvrez-la sur cet appareil.',
  back: 'Accueil',
  loadFailed: 'Cette partie n’a pas pu être chargée.',
  again: 'Réessayer',
  update: 'Une nouvelle version est prête.',
  updateNow: 'Mettre à jour',
  install: 'Installer sur cet appareil',
  installWhy: 'S’ouvre depuis l’écran d’accueil et démarre sans réseau.',
  installIos: 'Touchez Partager au bord de l’écran, puis « Sur l’écran d’accueil ».',
} satisfies Like<typeof en>
