import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  title: 'Exercice',
  heading: 'S’exercer à une remise',
  lead: 'Les écrans et les règles sont les vrais, le colis non. Rien n’est envoyé, rien n’est compté.',
  hold: 'Sans code : au point relais',
  holdText: 'Code à 6 chiffres ou QR. Sans lui, le colis est mis en instance ; après cinq codes faux aussi.',
  identity: 'Sans code : pièce d’identité',
  identityText: 'Code à 5 chiffres ou téléphone du client. Sans lui, contrôle d’identité.',
  begin: 'Commencer',
  mark: 'Exercice · rien n’est envoyé',
  code: 'Code du client : {code}',
  noCode: 'Le code du client ne sert plus à rien.',
  showsQr: '… montre le QR',
  scans: '… scanne l’étiquette et signe',
  scansOther: '… scanne une autre étiquette',
  claims: '… a une réclamation',
  another: 'Recommencer',
  end: 'Terminer',
  client: 'Le client…',
  recipientName: 'Client d’exercice',
  line1: '1 rue de l’Exercice',
  city: 'Villexemple',
  pointName: 'Point relais d’exercice',
  pointAddress: '2 rue de l’Exercice',
} satisfies Like<typeof en>
