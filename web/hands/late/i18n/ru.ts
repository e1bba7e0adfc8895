import type { Like } from '../../../i18n/texts.ts'
import type en from './en.ts'

export default {
  'late.what.arrive': 'прибытие',
  'late.what.qr': 'вручение по QR-коду',
  'late.what.no-code': 'нет кода',
  'late.what.identity': 'проверка документа',
  'late.what.fail': 'неудачный визит',
  'late.what.deliver': 'вручение под подпись',
  'late.what.reopen': 'отмена завершения визита',
  'late.because.stop-closed': 'визит уже завершился иначе',
  'late.because.not-found': 'посылка была уже у другого курьера',
  'late.because.claim-open': 'была открыта претензия',
  'late.because.unpaid': 'посылка не была оплачена',
  'late.because.blocked': 'проверка документов этому курьеру была заблокирована',
  'late.because.not-arrived': 'прибытие не записано',
  'late.because.not-yet': 'проверка документа ещё не была разрешена',
  'late.because.codes-closed': 'её коды уже не действовали',
  'late.because.wrong-code': 'код был неверный',
  'late.because.wrong-parcel': 'это код другой посылки',
  'late.because.approval-needed': 'сначала должен был согласиться диспетчер',
  'late.because.identity-suspended': 'получатель приостановил проверку документа',
  'late.because.not-accepted': 'договор этого не принимает',
  'late.because.too-late': 'было уже поздно',
  'late.because.secured': 'для этой посылки нужен код',
  'late.because.other': 'правила этого не разрешают',
} satisfies Like<typeof en>
