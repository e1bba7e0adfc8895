import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  poster: 'Affiche pour le véhicule',
  title: 'D’abord le code, ensuite le colis',
  titleLink: 'D’abord l’écran vert, ensuite le colis',
  subtitle: 'Colis sécurisés : c’est la tablette qui dit quand remettre.',

  'code.title': 'Le client a le code',
  'code.titleLink': 'Le client a son téléphone',
  'code.atScan': 'Montrez l’étiquette au client : son téléphone la scanne, puis affiche le code.',
  'code.atArrival':
    'Après « {button} », la page du client montre le code, et les deux mêmes mots que votre tablette.',
  'code.pin': 'Saisissez ses {digits} chiffres.',
  'code.qr': 'Ou touchez « {button} » et scannez-le.',
  'code.onlyQr': 'Touchez « {button} » et scannez-le.',
  'code.link': 'Ou le client scanne l’étiquette avec son téléphone.',
  'code.onlyLink': 'Le client scanne l’étiquette avec son téléphone.',
  'code.end': 'Écran vert : remettez le colis',
  'none.title': 'Le client n’a pas de code',
  'none.titleLink': 'Le téléphone du client n’aide pas',
  'none.hold': 'Expliquez pourquoi, touchez « {button} », puis « {confirm} ».',
  'none.identity': 'Touchez « {button} ». Contrôlez la pièce : photo et nom.',
  'none.sign': 'Le client signe sur la tablette.',
  'wrong.title': 'Le code est faux',
  'wrong.do': 'Redemandez-le, chiffre par chiffre. Gardez le colis en main. {attempts} essais en tout.',
  'wrong.doQr': 'Faites-le montrer encore une fois. Gardez le colis en main. {attempts} essais en tout.',
  'wrong.hold': 'Après le dernier, aucun code ne compte plus.',
  'wrong.identity': 'Après le dernier, touchez « {button} ».',
  'end.hold': 'Gardez le colis : il va au point relais',
  'end.identity': 'Même nom, même visage : remettez. Sinon, gardez le colis',
  'end.wrongIdentity': 'Ensuite, seule la pièce d’identité compte',
  'end.wrongIdentityLink': 'Ensuite, seuls la pièce d’identité ou le téléphone du client comptent',

  'rule.green': 'Pas d’écran vert : gardez le colis, quoi qu’on vous dise ou vous montre.',
  'rule.door': 'Demandez le code à la porte seulement. Jamais par téléphone, jamais avant.',
  'rule.write': 'Ne notez aucun code. Ne photographiez aucune pièce.',

  guide: 'Guide',
  guideTitle: 'À la porte, pas à pas',
  'step.arrive': 'Arriver',
  'step.arrive.text':
    'Touchez « {button} » devant la porte et comparez l’étiquette avec l’arrêt. Demandez le code seulement ensuite.',
  'step.outcomes': 'Il arrive une chose sur trois',
  'step.free': 'Sans contact',
  'step.free.put': 'Sonnez, posez le colis, reculez de deux mètres et restez en vue.',
  'step.free.leave': 'Sonnez et posez le colis. Vous n’avez pas à attendre.',
  'step.free.code': 'Le client vous dit le code de là où il est.',
  'step.free.codeOrQr': 'Le client vous dit le code de là où il est, ou montre le QR.',
  'step.free.link':
    'Le client scanne l’étiquette avec son téléphone, compare les données et y signe. Personne ne touche votre tablette.',
  'step.free.alone':
    'Le client scanne l’étiquette avec son téléphone et y signe. L’arrêt se termine tout seul.',
  'step.free.green': 'Votre écran passe au vert tout seul : le client prend le colis.',
  'step.free.typed': 'Votre écran est vert : le client prend le colis.',
  'step.slip': 'Touché par erreur ?',
  'step.slip.text': {
    one: 'Absent, refusé, adresse, abîmé ou pas de code : touchez « {button} » dans la minute, avant l’arrêt suivant. Cinq codes faux restent.',
    other:
      'Absent, refusé, adresse, abîmé ou pas de code : touchez « {button} » dans les {count} minutes, avant l’arrêt suivant. Cinq codes faux restent.',
  },
  'step.network': 'Pas de réseau ?',
  'step.network.text':
    'Les codes ne se vérifient que par le réseau. Cherchez du signal ; tant que l’écran n’est pas vert, rien ne compte.',
  'step.tablet': 'Tablette en panne ?',
  'step.tablet.identity':
    'Appelez l’exploitation : un lien ouvre la tournée sur un téléphone de secours, avec le contrôle d’identité.',
  'step.tablet.depot': 'Les colis sécurisés retournent à l’agence. Appelez l’exploitation.',

  shows: 'La tablette montre',
  do: 'Vous faites',
  say: 'Vous dites',
  recorded: 'Noté',
  pictureOf: 'Écran : {what}',
  phone: 'le téléphone du client',
} satisfies Like<typeof en>
