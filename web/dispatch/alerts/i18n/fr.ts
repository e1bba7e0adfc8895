import fresh from '../../../hands/i18n/fr.ts'
import late from '../../../hands/late/i18n/fr.ts'
import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  ...fresh,
  ...late,
  heading: 'Alertes',
  open: 'À traiter',
  earlier: 'Plus anciennes',
  what: 'Quoi',
  when: 'Quand',
  about: 'Concerne',
  actions: 'Actions',
  none: 'Rien à traiter',
  noneText: 'Livreurs bloqués, réclamations, colis manquants et messages non délivrés apparaissent ici.',
  noneEver: 'Aucune alerte pour l’instant',

  'kind.pin-blocked': 'Saisie des codes suspendue : trop de codes faux aujourd’hui',
  'kind.identity-blocked':
    'Contrôles d’identité suspendus : trois remises sur pièce aujourd’hui, ou deux réponses « Ce colis n’est pas pour moi » au guichet',
  'kind.page-locked': 'Page du destinataire verrouillée après dix mauvaises étiquettes',
  'kind.claim': 'Le destinataire a déposé une réclamation',
  'kind.not-me': 'Le destinataire déclare que ce n’était pas lui',
  'kind.message-failed': 'Un message au destinataire n’a pas été délivré',
  'kind.other': 'Un point à vérifier',

  shipment: 'Envoi',
  release: 'Débloquer',
  releaseName: 'Débloquer {name}',
  releaseTitle: 'Débloquer {name} ?',
  releaseText:
    'Le livreur peut continuer aussitôt. Cherchez d’abord la cause : le blocage est là pour empêcher de deviner les codes et de contourner les règles.',
  released: 'Débloqué le {time}',
  releasedDone: '{name} est débloqué.',
  releaseWaits: 'La levée du blocage de {name} est demandée',
  releaseWaitsText:
    'Vous avez créé ou invité ce compte, directement ou par d’autres. Quelqu’un qui n’y est pour rien doit lever le blocage.',
  waitsForSecond: 'Attend une deuxième personne',
  courier: 'le livreur',
  'kind.unexplained': 'Colis non justifié',
  'kind.misplaced': 'Colis dans un mauvais point relais',
  'kind.tablet-failed': 'Tablette en panne',
  'kind.return': 'Retour : plus aucune preuve possible',
  'next.pin-blocked':
    'Cherchez la cause, regardez les passages du livreur, puis débloquez. QR code et téléphone du destinataire restent possibles.',
  'next.identity-blocked':
    'Examinez les trois remises. Tant que vous ne débloquez pas : sans code, pas de colis.',
  'next.page-locked':
    'Quelqu’un a essayé d’autres étiquettes. Demandez au livreur ce qu’il a en main ; un nouveau message ouvre une nouvelle page.',
  'next.claim': 'Ouvrez-la. À la porte, une réclamation arrête tout jusqu’à votre décision.',
  'next.not-me':
    'Ouvrez l’envoi. En tournée, tout attend votre décision. Appelez le destinataire au contact annoncé et signalez un manquement si c’était quelqu’un d’autre.',
  'next.message-failed': 'Vérifiez le contact sur l’envoi et renvoyez le message.',
  'next.unexplained':
    'Interrogez qui l’a eu en dernier, cherchez dans le véhicule ou sur les étagères. Une fois retrouvé, l’agence ou le point relais le scanne ; perdu en tournée, c’est d’ici là un manquement présumé.',
  'next.misplaced':
    'Il reste au point relais qui l’a scanné. Choisissez ce point relais pour lui, ou faites-le porter au sien.',
  'next.tablet-failed':
    'Ouvrez l’envoi pour voir la suite : contrôle d’identité sur un téléphone de secours, ou retour à l’agence et nouveau passage.',
  'next.return': 'Le guichet ne peut plus le remettre : il le scanne pour le retour. Prévenez l’expéditeur.',
  'next.other': 'Ouvrez l’envoi et lisez son historique.',
  'kind.contact-change': 'Changement de contact demandé : une deuxième personne doit l’approuver',
  'next.contact-change':
    'Appelez le destinataire au contact actuel, puis approuvez ou retirez la demande sur la page de l’envoi. Rien ne change pendant 30 minutes.',
  'kind.label-change': 'Une étiquette a été demandée pour un autre destinataire',
  'next.label-change': 'Le destinataire du colis a été averti et peut l’empêcher. Est-ce l’un de vous ?',
  'kind.label-stopped': 'Le destinataire a empêché que son étiquette passe à quelqu’un d’autre',
  'next.label-stopped': 'Quelqu’un a demandé un colis qui n’est pas le sien. Cherchez qui et pourquoi.',
  'kind.contact-stopped': 'Le destinataire a empêché un changement de contact',
  'next.contact-stopped':
    'Quelqu’un a demandé un contact que le destinataire ne connaît pas. Cherchez qui, et pourquoi.',
  'channel.sms': 'SMS',
  'channel.email': 'E-mail',
  'channel.messenger': 'Messagerie',
  'channel.voice': 'Appels',
  'kind.unreached': 'Un colis sécurisé est parti sans que son destinataire ait le code',
  'next.unreached':
    'Le livreur le voit à la porte. Renvoyez le message, ou retirez l’arrêt de la tournée et corrigez le contact.',
  'kind.gateway-down': 'Les messages ne partent pas : l’opérateur ne répond pas',
  'next.gateway-down':
    'Ils sont retentés pendant des heures, rien n’est perdu. Contactez l’opérateur ; un contrat avec un ordre de canaux passe de lui-même au suivant.',
  'kind.webhook-disabled': 'Un webhook est désactivé : son adresse refuse tous les appels',
  'next.webhook-disabled':
    'Demandez à l’expéditeur une adresse qui répond, enregistrez de nouveau le webhook et rejouez ce qui a manqué.',
  'kind.fresh-hands': 'Remis sur pièce d’identité par quelqu’un de trop récent',
  'next.fresh-hands':
    'Appelez le destinataire au contact annoncé et demandez s’il a le colis. Sinon, fermez la session et signalez un manquement.',
  because: 'Motif : {reasons}',
  invitedBy: '{who}, invitation de {inviter} le {time}',
  theOperator: 'l’opérateur',
  'kind.undeclared': 'Un point relais a réceptionné un colis dont rien ne dit comment il y est arrivé',
  'next.undeclared':
    'Interrogez le livreur et le point relais. Code, QR code ou lien suffisent pour le remettre ; sur pièce d’identité, il faut l’arrivée du livreur ou votre confirmation dans Demandes.',
  'kind.foreign-labels': 'Vingt étiquettes d’autres points relais à un guichet aujourd’hui',
  'next.foreign-labels':
    'Quelqu’un scanne ou saisit des étiquettes qui ne sont pas de son point relais. Demandez qui était au guichet, et pourquoi.',
  'kind.refund-failed': 'Remboursement impossible : le service de paiement a refusé',
  'next.refund-failed':
    'Lisez pourquoi sur l’envoi, réglez-le avec le service de paiement, puis relancez-y le remboursement.',
  'kind.payment-difference': 'Les comptes du service de paiement diffèrent des nôtres',
  'next.payment-difference':
    'Comparez le paiement dans sa console avec l’envoi : de l’argent a pu arriver ou partir sans être enregistré ici.',
  'kind.conflict': 'Ce qu’un livreur a fait sans réseau contredit ce qui est enregistré',
  'next.conflict':
    'Ouvrez l’envoi : il montre les deux versions. Interrogez le livreur et l’autre personne, puis réglez-le là.',
  settled: 'Réglé {time}',
  lateWhat: '{what} : {why}',
  lateBy: '{who}, fait {time}',
  'kind.device-gap': 'Il manque des gestes d’un livreur à la fin d’une tournée',
  'next.device-gap':
    'Son appareil numérote tout ce qui y est fait, et ces numéros ne sont jamais arrivés. Demandez au livreur ce qui y attend ou a été perdu, et comparez avec la tournée.',
  devices: 'Appareils',
  'kind.invitation-reused': 'Une invitation a été utilisée deux fois',
  'next.invitation-reused':
    'Un autre appareil l’a présentée aussi. Révoquez les appareils de la personne et invitez-la de nouveau.',
  gapWhat: '{who}, manquants : {numbers}',
  gapRound: 'Tournée',
} satisfies Like<typeof en>
