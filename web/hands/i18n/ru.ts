import type { Like } from '../../i18n/texts.ts'
import type en from './en.ts'

export default {
  'fresh.new-hands': 'новый сотрудник (меньше суток или меньше десяти вручений по коду)',
  'fresh.new-device': 'новое устройство (меньше суток или меньше десяти вручений по коду)',
  'fresh.first-session': 'первый вход после трёх дней перерыва',
  'fresh.ended-session': 'этот вход завершил другой сегодняшний сеанс',
  'fresh.substitute': 'запасное устройство',
  'fresh.new-point': 'новый ПВЗ',
  'fresh.unreached': 'до получателя не дошло ни одно сообщение',
  'fresh.moved': 'адрес передал тот, кто дал этому сотруднику доступ',
  'fresh.point-chosen': 'ПВЗ выбрал тот, кто дал этому сотруднику доступ',
  'fresh.tablet-recorded': 'поломку планшета записал тот, кто дал этому сотруднику доступ',
  'fresh.block-lifted': 'блокировку снял тот, кто дал этому сотруднику доступ',
} satisfies Like<typeof en>
