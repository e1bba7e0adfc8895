import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  heading: 'Оплаты',
  about:
    'По дню, когда платёж начат. Данные платёжного сервиса читаются раз в сутки; до этого платёж ещё не сверен.',
  none: 'За этот период платежей нет',
  noneText: 'Выберите другие дни или сбросьте фильтр. Платят только по договорам с оплатой по ссылке.',
  differs: {
    one: '{count} платёж расходится с данными сервиса.',
    few: '{count} платежа расходятся с данными сервиса.',
    many: '{count} платежей расходятся с данными сервиса.',
    other: '{count} платежа расходятся с данными сервиса.',
  },
  whatToDo: 'Сравните каждый с кабинетом сервиса: его отправление — в разделе «Оповещения».',
  toAlerts: 'К оповещениям',
  day: 'День и договор',
  paid: 'Оплачено',
  payments: {
    one: '{count} платёж',
    few: '{count} платежа',
    many: '{count} платежей',
    other: '{count} платежа',
  },
  there: 'По данным сервиса',
  refunded: 'Возвращено',
  refundedThere: 'по данным сервиса: {amount}',
  owed: 'Ещё вернуть',
  open: 'Открыты',
  compared: 'Сверка',
  differences: {
    one: '{count} расхождение',
    few: '{count} расхождения',
    many: '{count} расхождений',
    other: '{count} расхождения',
  },
  unchecked: {
    one: '{count} ещё не сверен',
    few: '{count} ещё не сверены',
    many: '{count} ещё не сверены',
    other: '{count} ещё не сверены',
  },
  agrees: 'всё сходится',
  total: 'Всего, {currency}',
} satisfies Like<typeof en>
