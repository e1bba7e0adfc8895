import type { Like } from '../../i18n/texts.ts'
import type en from './en.ts'

export default {
  language: 'Langue',
  again: 'Réessayer',
  shipment: 'Envoi …{end}',
  pay: 'Payez {amount}',
  button: 'Payer {amount}',
  opening: 'Ouverture du paiement…',
  goOn: 'Continuer le paiement',
  where:
    'Vous payez sur la page du service de paiement. Le transporteur ne reçoit aucune donnée de votre carte.',
  never: 'Ne payez qu’en présence du livreur ou au guichet, jamais parce qu’on vous le demande au téléphone.',
  checking: 'Nous vérifions le paiement…',
  notThere:
    'Le paiement n’est pas arrivé. Si vous avez payé, cette page se met à jour toute seule ; sinon, continuez.',
  paid: 'Payé',
  paidText: 'Le livreur ou le guichet le voit aussitôt. Vous pouvez fermer cette page.',
  over: 'Il n’y a plus rien à payer',
  overText: 'Cet envoi est clos. Si vous venez de payer, vous serez remboursé automatiquement.',
  nothing: 'Scannez à nouveau le QR code du livreur',
  nothingText:
    'Cette page n’affiche un paiement qu’après le scan de son QR code, sur l’écran du livreur ou au guichet.',
  'trouble.offline': 'Pas de réponse. Vérifiez la connexion et réessayez : rien ne sera fait deux fois.',
  'trouble.payment-unavailable': 'Le service de paiement ne répond pas. Réessayez dans une minute.',
  'trouble.again': 'Cela n’a pas fonctionné. Réessayez dans un instant.',
} satisfies Like<typeof en>
