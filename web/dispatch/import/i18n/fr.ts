import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  heading: 'Importer des envois',
  back: 'Envois',
  contract: 'Contrat',
  choose: 'Choisir…',
  contractFirst: 'Choisissez d’abord le contrat : le fichier est contrôlé selon lui.',
  noContracts: 'Il n’y a pas encore de contrat. Créez-en un sous Contrats.',
  drop: 'Déposez un fichier CSV ici ou choisissez-en un',
  dropHint: 'Il est contrôlé sur cet appareil avant tout envoi.',
  example: 'Télécharger un exemple',
  exampleName: 'exemple-envois.csv',
  format: 'À quoi ressemble un fichier',
  formatText:
    'La première ligne nomme les colonnes, dans n’importe quel ordre ; un envoi tient sur une ligne. Les colis d’un même envoi occupent chacun une ligne, avec le même n° d’envoi. Le nom peut occuper deux ou trois colonnes, le mobile et le fixe une colonne chacun.',
  column: 'Colonne',
  needed: 'Nécessaire',
  isNeeded: 'nécessaire',
  'needed.yes': 'oui',
  'needed.no': 'non',
  contents: 'Contenu',
  reading: 'Lecture et contrôle de {name}…',
  again: 'Choisir un autre fichier',

  'bad.workbook':
    'C’est un classeur Excel. Dans Excel, choisissez Fichier → Enregistrer sous → « CSV UTF-8 », puis choisissez ce fichier ici.',
  'bad.text-document':
    'C’est un document texte, pas un tableau. Mettez la liste dans un tableur et enregistrez-la en « CSV UTF-8 ».',
  'bad.pdf': 'C’est un PDF. Demandez la liste sous forme de tableau et enregistrez-la en « CSV UTF-8 ».',
  'bad.web-page':
    'C’est une page web sous un autre nom. Ouvrez-la dans Excel, choisissez Fichier → Enregistrer sous → « CSV UTF-8 », puis choisissez ce fichier ici.',
  'bad.archive': 'C’est une archive. Décompressez-la et choisissez le fichier CSV qu’elle contient.',
  'bad.picture': 'C’est une image. Choisissez la liste en fichier CSV.',
  'bad.binary':
    'Ce fichier ne contient pas de texte. Enregistrez la liste en « CSV UTF-8 », puis choisissez ce fichier ici.',
  'bad.unknown-encoding':
    'Les lettres de ce fichier sont illisibles : ce n’est pas un encodage que nous lisons. Enregistrez-le en « CSV UTF-8 », puis choisissez ce fichier ici.',
  'bad.empty': 'Ce fichier est vide. Choisissez-en un autre.',
  'bad.large': 'Ce fichier dépasse 20 Mo. Coupez-le et importez les parties l’une après l’autre.',
  'bad.gone':
    'Le fichier n’a pas pu être lu : il a été déplacé ou modifié entre-temps. Choisissez-le à nouveau.',
  'bad.table': 'Ce fichier ne peut pas être importé tel quel',
  'bad.tableText':
    'Sa première ligne ne nomme pas toutes les colonnes nécessaires. Comparez-le à l’exemple, puis choisissez-le à nouveau.',
  'bad.nothing': 'Ce fichier ne contient aucun envoi : il est vide sous la première ligne.',

  file: 'Fichier',
  encoding: 'Encodage',
  separator: 'Séparateur',
  'separator.;': 'point-virgule',
  'separator.,': 'virgule',
  'separator.tab': 'tabulation',
  'separator.|': 'barre verticale',
  lines: 'Lignes',
  shipments: 'Envois',
  recognised: 'Colonnes reconnues',
  unknown: 'Colonnes non reconnues : {names}.',
  unknownText: 'Elles sont ignorées. Si l’une est nécessaire, nommez-la comme dans l’exemple.',
  preview: 'Les premières lignes',
  line: 'Ligne',
  waybill: 'N° d’envoi',
  problem: 'Que faire',
  notKnown: 'non reconnue',

  behind: {
    one: '{count} envoi contient des erreurs et n’est pas annoncé : voir ci-dessous.',
    other: '{count} envois contiennent des erreurs et ne sont pas annoncés : voir ci-dessous.',
  },
  good: { one: '{count} envoi peut être annoncé', other: '{count} envois peuvent être annoncés' },
  noGood: 'Aucun envoi de ce fichier ne peut encore être annoncé',
  allGood: 'Rien n’est à corriger dans le fichier.',
  wrong: {
    one: '{count} ligne est à corriger. Les autres peuvent déjà partir.',
    other: '{count} lignes sont à corriger. Les autres peuvent déjà partir.',
  },
  left: {
    one: '{count} ligne attend une correction.',
    other: '{count} lignes attendent une correction.',
  },
  ordinary: {
    one: '{count} d’entre eux sera ordinaire, sans remise sécurisée : ni téléphone ni e-mail utilisable, pas de remise en main propre, ou destinataire professionnel.',
    other:
      '{count} d’entre eux seront ordinaires, sans remise sécurisée : ni téléphone ni e-mail utilisable, pas de remise en main propre, ou destinataire professionnel.',
  },
  unreached: {
    one: '{count} d’entre eux n’a qu’un numéro qui ne reçoit pas de SMS, par exemple un fixe.',
    other: '{count} d’entre eux n’ont qu’un numéro qui ne reçoit pas de SMS, par exemple un fixe.',
  },
  toPay: 'À payer',
  paid: {
    one: '{count} envoi est à payer par lien avant la remise : {sums}.',
    many: '{count} envois sont à payer par lien avant la remise : {sums}.',
    other: '{count} envois sont à payer par lien avant la remise : {sums}.',
  },
  resumed: {
    one: 'Une partie de ce fichier est déjà partie : {count} envoi. L’import reprend où il s’est arrêté.',
    other: 'Une partie de ce fichier est déjà partie : {count} envois. L’import reprend où il s’est arrêté.',
  },
  send: { one: 'Annoncer {count} envoi', other: 'Annoncer {count} envois' },
  goOn: 'Reprendre',
  download: 'Télécharger les lignes à corriger',
  downloadText: 'Avec le motif à côté de chaque ligne. Corrigez-les et importez ce seul fichier.',
  wrongName: 'a-corriger.csv',
  reason: 'Motif',

  faults: 'À corriger',
  filter: 'Afficher',
  all: 'Tout ({count})',
  kind: '{column} : {what} ({count})',
  wholeLine: 'Ligne entière',
  more: 'Afficher la suite',
  shownOf: '{shown} sur {count}',

  sending: 'Annonce en cours',
  sent: '{done} sur {count}',
  created: 'Annoncés',
  known: 'Déjà là',
  refused: 'Refusés',
  pause: 'Suspendre',
  paused: 'Suspendu. Rien n’est perdu : reprenez quand vous voulez, même un autre jour avec le même fichier.',
  waiting:
    'Pas de réponse. L’import reprend tout seul dès le retour du réseau ; vous pouvez laisser cette page ouverte.',
  stopped: 'L’import s’est arrêté : {why}',
  leave:
    'Si cette page est fermée, choisissez à nouveau le même fichier : l’import reprend où il s’est arrêté.',

  done: 'Import terminé',
  doneAll: 'Tous les envois du fichier sont annoncés.',
  doneSome: 'Ce qui est à corriger figure ci-dessous. Tout le reste est annoncé.',
  doneSame: 'Tout était déjà annoncé avec exactement ce contenu. Rien n’a été ajouté.',
  open: 'Ouvrir les envois',
  another: 'Importer un autre fichier',

  warnings: 'À vérifier',
  warningsText:
    'Rien de cela ne bloque l’envoi. Ce qui n’est pas ce que vous vouliez, corrigez-le d’abord dans le fichier.',
  said: 'Ce que c’est',
  lineNamed: 'Ligne {lines}',
  linesNamed: 'Lignes {lines}',
  linesMore: 'Lignes {lines} et {count} autres',
  'w.above-header': 'Se trouve au-dessus de la ligne qui nomme les colonnes. Elle est ignorée.',
  'w.header-again': 'Répète les noms des colonnes. Elle est ignorée.',
  'w.total-line': 'Une ligne de totaux, pas un envoi. Elle est ignorée.',
  'w.empty-lines': 'Des séparateurs et rien d’autre. Ces lignes sont ignorées.',
  'w.blank-repaired': 'Il y a ici un octet abîmé, la moitié d’une espace insécable. Une espace le remplace.',
  'w.decimal-removed': 'Le numéro était devenu un nombre décimal (,0). La fin est retirée.',
  'w.zero-added': 'Le code postal avait perdu son premier zéro. Il est remis.',
  'w.zeros-lost':
    'Plus court que les autres numéros de la colonne, qui commencent par des zéros : le tableur les a peut-être retirés. Comparez avec l’étiquette.',
  'w.maybe-rounded':
    'Finit par des zéros dès le seizième chiffre : le tableur les a peut-être mis. Comparez avec l’étiquette.',
  'w.country-of-contract': 'Aucun pays n’est indiqué : celui du contrat est retenu.',
  'w.half-name': 'Il n’y a qu’une partie du nom. La pièce d’identité est comparée au nom entier.',
  'w.several-numbers': 'Il y a plus d’un numéro : le mobile est retenu, sinon le premier.',
  'w.currency-of-contract': 'Aucune devise ici : celle du pays du contrat est retenue.',
  'w.amounts-not-asked': 'Personne ne paie par lien sous ce contrat : les montants sont ignorés.',
  'w.amount-alone':
    'Les prix ne sont payés que si une colonne comme « Article » dit ce qui est acheté. Sans elle, ils sont ignorés.',

  'e.missing-column': 'La colonne « {column} » manque. Ajoutez-la ou nommez-la ainsi.',
  'e.broken-quotes':
    'Un guillemet ouvre une cellule et ne la ferme pas correctement : la suite ne peut pas être distinguée. Supprimez-le ou doublez-le.',
  'e.too-many-cells':
    'La ligne a plus de cellules qu’il n’y a de colonnes : une cellule contient le séparateur. Mettez-la entre guillemets.',
  'e.differs-from-first-line':
    'La première ligne de ce même n° d’envoi dit autre chose. Laissez la cellule vide ici, ou donnez à l’envoi son propre numéro.',
  'e.duplicate':
    'Ce numéro figure deux fois dans le fichier. Donnez à chaque colis sa propre étiquette, ou supprimez la ligne répétée.',
  'e.waybill-taken': 'Ce n° d’envoi est déjà annoncé avec un autre contenu. Vérifiez le numéro.',
  'e.label-known':
    'Cette étiquette est encore celle d’un autre destinataire. Annoncez-la seule, dans le formulaire : une deuxième personne devra accepter.',
  'e.label-taken':
    'Son étiquette ou son n° d’envoi appartient à un autre envoi en cours. Vérifiez les numéros.',
  'e.not-eligible':
    'Le contrat n’admet que la remise sécurisée. Indiquez un téléphone ou un e-mail, la remise en main propre et un destinataire particulier.',
  'e.hidden-sign':
    'Il y a un saut de ligne ou un signe invisible. Saisissez le texte à nouveau, sur une ligne.',
  'e.rounded':
    'Le tableur a arrondi ce numéro, ses derniers chiffres sont perdus. Mettez la colonne au format texte et saisissez-le à nouveau.',
  'e.lost-letters':
    'Des lettres sont perdues : un point d’interrogation ou rien ne les remplace. Saisissez la cellule à nouveau, ou enregistrez la liste en « CSV UTF-8 ».',
  'e.garbled':
    'Les lettres ne sont pas les bonnes : un programme a lu la liste dans un autre encodage. Exportez-la à nouveau en « CSV UTF-8 ».',
  'e.no-result':
    'Le tableur affiche ici une erreur au lieu d’une valeur. Mettez la valeur elle-même dans la cellule.',
  'e.no-such-number':
    'Ce numéro n’existe pas dans ce pays. Vérifiez-le et écrivez-le avec l’indicatif du pays.',
  'e.too-many-marks': 'Une lettre y porte un amas d’accents. Saisissez le texte à nouveau.',
  'e.ambiguous': 'Mille ou un ? Écrivez-le avec deux décimales, par exemple 1200,00 ou 1,20.',
  'e.too-fine': 'Plus de décimales que n’en a cette devise. Arrondissez.',
  'e.no-currency':
    'Dans quelle devise ? Ajoutez une colonne « Devise » avec EUR, RUB…, ou indiquez-la dans la cellule : 49,90 €.',
  'e.other-currency':
    'Deux devises dans un même envoi : la cellule, son titre ou la colonne « Devise » se contredisent. Tout se paie dans une seule.',
  'e.repeated-goods':
    'Le même article au même prix figure deux fois dans ce colis. Retirez la ligne, ou indiquez le nombre dans la quantité.',
  'e.too-many-goods':
    'Plus de 99 lignes d’articles. Regroupez-en sur une ligne, ou faites-en plusieurs envois.',
  'e.not-in-contract':
    'Le contrat ne fait pas payer cela au destinataire. Videz la colonne, ou choisissez un autre contrat.',
  'e.above-limit':
    'Au total, c’est plus que ce que le contrat permet de demander au destinataire. Vérifiez les montants.',
  'e.no-provider':
    'Aucun service de paiement n’est configuré pour cette devise. Demandez à votre administrateur.',
  'e.rate':
    'Le service de paiement ne connaît pas ce taux. Les tickets fiscaux admettent 0, 5, 7, 10, 20 et 22, ou aucun.',
  'e.contract': 'Ce contrat n’existe plus. Choisissez-en un autre.',
  'e.point': 'Ce point relais n’existe pas. Reprenez son ID dans la liste Équipe → Points relais (CSV).',
  'e.parcels': 'Plus de 50 colis. Faites-en plusieurs envois.',
  'e.long': 'Trop long. Raccourcissez.',
  'e.empty': 'Cette cellule ne peut pas être vide. Remplissez-la.',
  'e.other': 'Non accepté. Comparez la cellule à l’exemple.',

  'form.waybill': '4 à 64 caractères : lettres latines sans accent, chiffres et signes.',
  'form.label':
    '4 à 64 caractères : lettres latines sans accent, chiffres et signes, comme sur le code-barres.',
  'form.name': 'Prénom et nom, 120 caractères au plus, sans caractère de contrôle.',
  'form.phone': 'Un seul numéro, comme on le compose dans le pays de l’adresse, ou avec l’indicatif du pays.',
  'form.email': 'Une seule adresse, comme nom@example.com.',
  'form.kind': '« particulier » ou « entreprise » ; vide : particulier.',
  'form.locale': 'ru, fr ou en ; vide : la langue du contrat.',
  'form.line1': 'Numéro et rue, 200 caractères au plus, sans caractère de contrôle.',
  'form.line2': 'Étage, appartement, entrée : 200 caractères au plus, sans caractère de contrôle.',
  'form.city': 'La ville, 100 caractères au plus.',
  'form.postcode': 'Le code postal, 16 caractères au plus.',
  'form.country': 'Deux lettres ou le nom du pays : FR, Belgique, UK… Une cellule vide : le pays du contrat.',
  'form.lat': 'Degrés de -90 à 90, par exemple 45,7531.',
  'form.lon': 'Degrés de -180 à 180, par exemple 4,8297.',
  'form.inPerson': '« oui » ou « non » ; vide : oui.',
  'form.pointId': 'L’ID du point relais, dans la liste Équipe → Points relais (CSV).',
  'form.reference': 'Votre propre numéro, 120 caractères au plus.',
  'form.instructions': 'Un code de porte, un étage, jusqu’à 300 caractères.',
  'form.deliveryAmount':
    'Ce que le destinataire paie pour la livraison, TVA comprise : 4,90, 1 200,00 ou 49,90 €. Plus de zéro ; vide s’il ne la paie pas.',
  'form.deliveryVat':
    'Le taux en pour cent, par exemple 20 ou 5,5, 40 au plus, ou « sans TVA » ; vide : sans TVA.',
  'form.goods':
    'Ce qui est acheté, 128 caractères au plus. Les autres articles d’un colis ont chacun leur ligne.',
  'form.quantity': 'Un nombre entier de 1 à 9999 ; vide : 1.',
  'form.price':
    'Le prix d’une pièce, TVA comprise : 39,90, 1 200,00 ou 49,90 €. Plus de zéro ; vide si aucun article n’est à payer.',
  'form.vat': 'Le taux en pour cent, par exemple 20 ou 5,5, 40 au plus, ou « sans TVA ».',
  'form.currency': 'EUR, RUB, GBP… ou son signe. Une cellule vide : celle du pays du contrat.',
} satisfies Like<typeof en>
