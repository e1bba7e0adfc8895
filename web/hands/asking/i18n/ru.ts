import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  askingTitle: 'Ждите диспетчера',
  askingText: 'На это вручение нужно согласие диспетчера. Пока ничего не отдавайте.',
  askingWhy: 'Почему нужно согласие',
  askingLeft: 'осталось {time}',
  askingOther: 'Другой способ',
  lapsedTitle: 'Диспетчер не ответил',
  lapsedText: 'Это не отказ. Позвоните диспетчеру и запросите ещё раз или выберите другой способ.',
  lapsedLast: 'Это был третий раз. Выберите другой способ.',
  askAgain: 'Запросить ещё раз ({n} из {of})',
  agreedText: 'Диспетчер согласен. Подтвердите проверку ещё раз.',
} satisfies Like<typeof en>
