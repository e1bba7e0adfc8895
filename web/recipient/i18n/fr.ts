import type { Like } from '../../i18n/texts.ts'
import type en from './en.ts'

export default {
  language: 'Langue',
  opening: 'Ouverture de votre livraison…',
  again: 'Réessayer',
  back: 'Retour',
  cancel: 'Annuler',
  loadFailed: 'Cette partie n’a pas pu être chargée. Vérifiez la connexion.',
  stale: 'Pas de connexion. Cette page n’est peut-être plus à jour.',

  'dead.offline': 'Pas de connexion',
  'dead.offline.text':
    'Votre téléphone n’arrive pas à nous joindre. Vérifiez le Wi-Fi ou les données mobiles. Si votre message contient un code, le livreur peut le prendre sans cette page.',
  'dead.down': 'Un problème de notre côté',
  'dead.down.text': 'Rien n’est perdu. Réessayez dans un instant.',

  'wait.prepared': 'Votre colis est en préparation',
  'wait.underway': 'Votre colis est en route',
  'wait.why': 'De la part de {sender}. Il n’est remis qu’à vous : c’est à cela que sert cette page.',
  'wait.ordinary':
    'De la part de {sender}. Le livreur le remet comme d’habitude ; vous n’avez rien à faire ici.',
  'wait.door': 'À votre porte',
  'wait.scan':
    'Ouvrez cette page devant le livreur. La caméra démarre seule : visez le code-barres du colis.',
  'wait.check': 'Vérifiez les données et dites si tout est en ordre.',
  'wait.sign': 'Signez sur votre téléphone. Le livreur le voit aussitôt et vous laisse le colis.',
  'wait.code':
    'Vous montrez votre code au livreur. Il s’affichera sur cette page et vous l’aurez par message.',
  'wait.reveal': 'Votre code s’affiche sur cette page dès que la caméra a vu l’étiquette.',
  'wait.arrival':
    'Votre code s’affiche ici quand le coursier est à votre porte, avec deux mots que montre aussi son écran.',
  'wait.never':
    'Ne donnez jamais de code par téléphone. Qui vous le demande en appelant n’est pas le livreur.',
  'wait.self': 'Cette page se met à jour toute seule.',

  'code.title': 'Votre code pour le livreur',
  'code.lead': 'Donnez-le uniquement en sa présence. Jamais par téléphone.',
  'code.words': 'L’écran du coursier montre les mêmes mots. Seulement face à face.',
  'code.label': 'Code',
  'code.qr': 'QR code pour le livreur',
  'code.orQr': 'ou montrez ce QR code',
  'code.onlyQr': 'Montrez ce QR code au livreur',
  'code.hold':
    'Sans code, le livreur ne peut pas vous remettre le colis : il vous attendra dans un point relais.',
  'code.identity': 'Sans code, le livreur vérifie votre pièce d’identité.',
  'code.arrived': 'Le livreur est arrivé',
  'code.underway': 'Le livreur est en route',
  'code.later': 'Pas encore en livraison',
  'code.next': 'En attente du prochain passage',
  'code.from': 'Colis de {sender}',
  'code.timeFrom': '{time} · Colis de {sender}',
  'code.offline': 'Pas de réseau. Votre code fonctionne sans : montrez-le au livreur.',
  'code.show': 'Afficher le code',
  'code.scan': 'Scanner l’étiquette',

  'notMe.button': 'Ce colis n’est pas pour moi',
  'notMe.past': 'Ce n’était pas moi',
  'notMe.done': 'Merci. Le transporteur est prévenu et s’en occupe.',

  'scan.title': 'Visez le code-barres du colis',
  'scan.lead': 'Nous vérifions ainsi que le livreur apporte bien le vôtre.',
  'scan.already': 'Ce colis est déjà scanné. Visez le suivant.',
  'scan.unrevealed':
    'L’étiquette est la bonne. Le code s’affiche quand la caméra la voit, ou avec une photo une fois le livreur arrivé.',
  'scan.torch': 'Lampe',
  'scan.photo': 'Photo',
  'scan.type': 'Saisir le numéro',
  'scan.starting': 'Démarrage de la caméra…',
  'scan.checking': 'Vérification…',
  'scan.reading': 'Lecture de la photo…',
} satisfies Like<typeof en>
