import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  unpaid: 'Ещё не оплачено',
  toPay: 'Оплата\u00a0{amount}',
  paid: 'Оплачено',
  payByQr: 'Показать QR для оплаты',
  payOffline: 'Без сети оплату не видно. Посылка остаётся у вас, пока не появится связь.',
  payTitle: 'Оплата',
  payAnyone: 'Отсканировать и оплатить может любой.',
  payLabel: 'QR-код для оплаты',
  payWaybill: 'Накладная …{tail}',
  payFailed: 'QR-код не загрузился. Повторите.',
} satisfies Like<typeof en>
