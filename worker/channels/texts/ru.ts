import { presenceWords, withoutWords } from '../../domain/message-words.ts'
import type { MessageContent, Texts } from './texts.ts'

/** Tells how the parcel opens at the door, or that it has to be paid first (R30). */
const withSecret = (t: MessageContent, news: string) =>
  t.due ? [news, presenceWords('ru', t), t.link ?? ''] : withCode(t, news)
const withCode = (t: MessageContent, news: string) => [
  news,
  t.pin ? `Секретный код: ${t.pin}.` : '',
  t.pin ? `Без него посылку не отдадут. ${presenceWords('ru', t)}` : '',
  withoutWords('ru', t),
  t.scans && t.link
    ? 'Когда курьер приедет, откройте страницу в его присутствии и наведите камеру на штрихкод посылки:'
    : t.link
      ? 'Код и QR — показывать только в присутствии курьера:'
      : '',
  t.link ?? '',
]
/** Says where and until when to fetch the parcel, and what opens it at the counter (R28). */
const forCounter = (t: MessageContent, news: string) => {
  const { counter: at, point: to } = t
  // The parcel is on its way to a point, so the door's text no longer applies.
  if (!at)
    return to
      ? [
          news,
          `Она едет в ПВЗ «${to.name}», ${to.address}. Мы напишем, когда её можно будет забрать.`,
          t.link ?? '',
        ]
      : withSecret(t, news)
  return [
    news,
    t.pin ? `Код для ПВЗ: ${t.pin}.` : '',
    t.pin || t.due ? presenceWords('ru', t) : '',
    `«${at.name}», ${at.address}${at.hours ? ` (${at.hours})` : ''}. До ${at.until}.`,
    withoutWords('ru', t),
    t.link && at.link && !t.due ? 'Или наведите камеру своего телефона на штрихкод посылки прямо в ПВЗ:' : '',
    t.link ?? '',
  ]
}
const withDestination = (t: MessageContent, text: string) => [
  t.destination ? `${text} Куда: ${t.destination}.` : text,
  t.link ?? '',
]
const parcelFrom = (t: MessageContent) => `Посылка от ${t.sender}`
const inSentence = (t: MessageContent) => `посылка от ${t.sender}`
const byDestination = (text: (t: MessageContent) => string) => (t: MessageContent) =>
  t.destination ? withDestination(t, text(t)) : withSecret(t, text(t))
/** For a contact that has just replaced another: where the parcel is now decides what is told. */
const forNewContact = (t: MessageContent, text: string) =>
  t.destination && !t.counter ? withDestination(t, text) : forCounter(t, text)
/** Once it is paid, what opens the parcel is told where that was told before. */
const afterPayment = (t: MessageContent, text: string) =>
  t.secret || t.counter ? forCounter(t, text) : [text, t.link ?? '']

export const ru: Texts = {
  subject: {
    announced: (t) => `${parcelFrom(t)}: ${t.due ? 'нужна оплата' : 'код для получения'}`,
    accepted: (t) => `${parcelFrom(t)} принята к доставке`,
    scheduled: (t) => `${parcelFrom(t)} готовится к доставке`,
    released: (t) => `${parcelFrom(t)} приедет сегодня`,
    arrived: (t) => `${parcelFrom(t)}: курьер на месте`,
    held: (t) => `${parcelFrom(t)} ждёт вас`,
    failed: (t) => `${parcelFrom(t)} не доставлена`,
    ready: (t) => `${parcelFrom(t)} готова к выдаче`,
    reminder: (t) => `${parcelFrom(t)} всё ещё ждёт вас`,
    receipt: (t) => `${parcelFrom(t)} вручена`,
    resend: (t) => `${parcelFrom(t)}: ${t.due ? 'нужна оплата' : 'код для получения'}`,
    'contact-change': (t) => `${parcelFrom(t)}: запрошена смена контакта`,
    'contact-changed': (t) => `${parcelFrom(t)}: теперь сообщения приходят вам`,
    'label-change': (t) => `${parcelFrom(t)}: её просят отдать другому`,
    corrected: (t) => `${parcelFrom(t)}: получатель исправлен`,
    identity: (t) => `${parcelFrom(t)} выдана по документу`,
    'chat-joined': (t) => `${parcelFrom(t)}: новости и в мессенджере`,
    reopened: (t) => `${parcelFrom(t)}: курьер ещё у вас`,
    paid: (t) => `${parcelFrom(t)}: оплата получена`,
    refunded: (t) => `${parcelFrom(t)}: возврат денег`,
  },
  body: {
    announced: byDestination((t) => `${t.carrier}: вам отправлена ${inSentence(t)}.`),
    accepted: byDestination((t) => `${t.carrier}: ${inSentence(t)} принята к доставке.`),
    scheduled: byDestination((t) => `${t.carrier}: ${inSentence(t)} готовится к доставке.`),
    released: byDestination((t) => `${t.carrier}: ${inSentence(t)} приедет сегодня.`),
    arrived: byDestination((t) => `${t.carrier}: курьер на месте, у него ${inSentence(t)}.`),
    resend: (t) => forCounter(t, `${t.carrier}: ${inSentence(t)}.`),
    held: (t) => [
      t.point
        ? `${t.carrier}: ${inSentence(t)} не вручена и едет в ПВЗ «${t.point.name}», ${t.point.address}. Мы напишем, когда её можно будет забрать; возьмите документ.`
        : `${t.carrier}: ${inSentence(t)} не вручена и возвращается на склад. Мы свяжемся с вами.`,
      t.link ? `Никто не приезжал? Сообщите: ${t.link}` : '',
    ],
    failed: (t) => [
      `${t.carrier}: ${inSentence(t)} не доставлена.`,
      t.link ? `Никто не приезжал? Сообщите: ${t.link}` : '',
    ],
    ready: (t) => forCounter(t, `${t.carrier}: ${inSentence(t)} готова к выдаче.`),
    reminder: (t) => forCounter(t, `${t.carrier}: ${inSentence(t)} всё ещё ждёт вас.`),
    receipt: (t) => [
      `${t.carrier}: ${inSentence(t)} вручена${t.partly ? ` (мест: ${t.partly})` : ''}.`,
      t.link ? `Это были не вы? ${t.link}` : '',
    ],
    'contact-change': (t) => [
      `${t.carrier}: нас попросили отправлять сообщения на другой телефон или почту. Речь идёт о посылке от «${t.sender}».`,
      t.link ? `Это не вы? Остановите смену в течение 30 минут: ${t.link}` : '',
    ],
    'contact-changed': (t) =>
      forNewContact(t, `${t.carrier}: теперь сообщения о посылке от «${t.sender}» приходят вам.`),
    'label-change': (t) => [
      `${t.carrier}: нас попросили отдать вашу посылку другому получателю.`,
      t.link ? `Она ваша? Остановите это в течение 30 минут: ${t.link}` : '',
    ],
    corrected: (t) => [
      `${t.carrier}: отправитель исправил получателя посылки от ${t.sender}. Ошибка? Сообщите отправителю.`,
    ],
    identity: (t) => [
      `${t.carrier}: ${inSentence(t)} выдана по документу, удостоверяющему личность.`,
      t.link ? `Это были не вы? Сообщите сразу: ${t.link}` : '',
    ],
    'chat-joined': (t) => [
      `${t.carrier}: ${inSentence(t)}, новости о ней теперь приходят и в мессенджер.`,
      t.link ? `Это не вы? Отключите здесь: ${t.link}` : '',
    ],
    reopened: (t) => [
      `${t.carrier}: курьер ещё у вас, ${inSentence(t)} с ним.`,
      t.codeHolds ? 'Код прежний.' : '',
      t.link ?? '',
    ],
    paid: (t) =>
      afterPayment(t, `${t.carrier}: ${inSentence(t)} оплачена, мы получили ${t.amount ?? ''}. Спасибо.`),
    refunded: (t) => [
      `${t.carrier}: возвращаем ${t.amount ?? ''} за посылку от ${t.sender} тому, кто платил. Банку может понадобиться несколько дней.`,
      t.link ?? '',
    ],
  },
  contactAsked: (t) =>
    t.link
      ? 'Запрошена смена вашего контакта. Это не вы? Остановите её на странице по ссылке.'
      : 'Запрошена смена вашего контакта. Это не вы? Сообщите перевозчику.',
  qrCaption: 'Или покажите курьеру этот QR-код — только в его присутствии.',
  openPage: 'Открыть страницу доставки',
}
