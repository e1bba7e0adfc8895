import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  unpaid: 'Pas encore payé',
  toPay: 'À payer\u00a0{amount}',
  paid: 'Payé',
  payByQr: 'Afficher le QR de paiement',
  payOffline: 'Sans réseau, le paiement n’est pas visible ici. Gardez le colis jusqu’au retour du réseau.',
  payTitle: 'Paiement',
  payAnyone: 'N’importe qui peut le scanner et payer.',
  payLabel: 'QR code de paiement',
  payWaybill: 'N° d’envoi …{tail}',
  payFailed: 'Le QR code n’a pas pu être chargé. Réessayez.',
} satisfies Like<typeof en>
