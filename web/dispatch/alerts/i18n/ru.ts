import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  heading: 'Сигналы',
  open: 'Требуют внимания',
  earlier: 'Раньше',
  what: 'Что',
  when: 'Когда',
  about: 'О чём',
  actions: 'Действия',
  none: 'Ничего не требует внимания',
  noneText: 'Здесь появятся заблокированные курьеры, претензии и недоставленные сообщения.',
  noneEver: 'Сигналов пока нет',

  'kind.pin-blocked': 'Ввод ПИНа заблокирован: слишком много неверных кодов за день',
  'kind.identity-blocked': 'Проверка документа заблокирована: три выдачи по документу за день',
  'kind.page-locked': 'Страница получателя закрыта после десяти чужих этикеток',
  'kind.claim': 'Получатель заявил претензию',
  'kind.not-me': 'Получатель сообщает: это был не он',
  'kind.message-failed': 'Сообщение получателю не доставлено',
  'kind.other': 'Нужно посмотреть',

  shipment: 'Отправление',
  release: 'Разблокировать',
  releaseName: 'Разблокировать: {name}',
  releaseTitle: 'Снять блокировку: {name}?',
  releaseText:
    'Курьер сразу сможет продолжить. Сначала выясните причину: блокировка не даёт подбирать коды и обходить правила.',
  released: 'Снята {time}',
  releasedDone: 'Блокировка снята: {name}.',
  courier: 'курьер',
  'kind.unexplained': 'Посылка не найдена',
  'kind.misplaced': 'Посылка в чужом пункте',
  'kind.tablet-failed': 'Сломался планшет',
  'kind.return': 'Возврат: подтвердить получателя больше нечем',
} satisfies Like<typeof en>
