import { presenceWords, withoutWords } from '../../domain/message-words.ts'
import type { Texts, Told } from './texts.ts'

const secret = (t: Told, news: string) => [
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
const fetch = (t: Told, news: string) => {
  const { counter: at, point: to } = t
  // The parcel is on its way to a point, so the door's text no longer applies.
  if (!at)
    return to
      ? [
          news,
          `Она едет в пункт «${to.name}», ${to.address}. Мы напишем, когда её можно будет забрать.`,
          t.link ?? '',
        ]
      : secret(t, news)
  return [
    news,
    t.pin ? `Код для пункта выдачи: ${t.pin}.` : '',
    t.pin ? presenceWords('ru', t) : '',
    `«${at.name}», ${at.address}${at.hours ? ` (${at.hours})` : ''}. До ${at.until}.`,
    withoutWords('ru', t),
    t.link && at.link ? 'Или наведите камеру своего телефона на штрихкод посылки прямо в пункте:' : '',
    t.link ?? '',
  ]
}
const news = (t: Told, text: string) => [
  t.destination ? `${text} Куда: ${t.destination}.` : text,
  t.link ?? '',
]
const from = (t: Told) => `Посылка от ${t.sender}`
const lower = (t: Told) => `посылка от ${t.sender}`
const told = (text: (t: Told) => string) => (t: Told) =>
  t.destination ? news(t, text(t)) : secret(t, text(t))
/** For a contact that has just replaced another: where the parcel is now decides what is told. */
const anew = (t: Told, text: string) => (t.destination && !t.counter ? news(t, text) : fetch(t, text))

export const ru: Texts = {
  subject: {
    announced: (t) => `${from(t)}: код для получения`,
    accepted: (t) => `${from(t)} принята к доставке`,
    scheduled: (t) => `${from(t)} готовится к доставке`,
    released: (t) => `${from(t)} приедет сегодня`,
    arrived: (t) => `${from(t)}: курьер на месте`,
    held: (t) => `${from(t)} ждёт вас`,
    failed: (t) => `${from(t)} не доставлена`,
    ready: (t) => `${from(t)} готова к выдаче`,
    reminder: (t) => `${from(t)} всё ещё ждёт вас`,
    receipt: (t) => `${from(t)} вручена`,
    resend: (t) => `${from(t)}: код для получения`,
    'contact-change': (t) => `${from(t)}: запрошена смена контакта`,
    'contact-changed': (t) => `${from(t)}: теперь сообщения приходят вам`,
    'label-change': (t) => `${from(t)}: её просят отдать другому`,
    corrected: (t) => `${from(t)}: получатель исправлен`,
    identity: (t) => `${from(t)} выдана по паспорту`,
  },
  body: {
    announced: told((t) => `${t.carrier}: вам отправлена ${lower(t)}.`),
    accepted: told((t) => `${t.carrier}: ${lower(t)} принята к доставке.`),
    scheduled: told((t) => `${t.carrier}: ${lower(t)} готовится к доставке.`),
    released: told((t) => `${t.carrier}: ${lower(t)} приедет сегодня.`),
    arrived: told((t) => `${t.carrier}: курьер на месте, у него ${lower(t)}.`),
    resend: (t) => fetch(t, `${t.carrier}: ${lower(t)}.`),
    held: (t) => [
      t.point
        ? `${t.carrier}: ${lower(t)} не вручена и едет в пункт «${t.point.name}», ${t.point.address}. Мы напишем, когда её можно будет забрать; возьмите документ.`
        : `${t.carrier}: ${lower(t)} не вручена и возвращается на склад. Мы свяжемся с вами.`,
      t.link ? `Никто не приезжал? Сообщите: ${t.link}` : '',
    ],
    failed: (t) => [
      `${t.carrier}: ${lower(t)} не доставлена.`,
      t.link ? `Никто не приезжал? Сообщите: ${t.link}` : '',
    ],
    ready: (t) => fetch(t, `${t.carrier}: ${lower(t)} готова к выдаче.`),
    reminder: (t) => fetch(t, `${t.carrier}: ${lower(t)} всё ещё ждёт вас.`),
    receipt: (t) => [
      `${t.carrier}: ${lower(t)} вручена${t.partly ? ` (мест: ${t.partly})` : ''}.`,
      t.link ? `Это были не вы? ${t.link}` : '',
    ],
    'contact-change': (t) => [
      `${t.carrier}: нас попросили отправлять сообщения на другой телефон или почту. Речь идёт о посылке от «${t.sender}».`,
      t.link ? `Это не вы? Остановите смену в течение 30 минут: ${t.link}` : '',
    ],
    'contact-changed': (t) =>
      anew(t, `${t.carrier}: теперь сообщения о посылке от «${t.sender}» приходят вам.`),
    'label-change': (t) => [
      `${t.carrier}: посылку просят отдать другому.`,
      t.link ? `Остановите за 30 мин: ${t.link}` : '',
    ],
    corrected: (t) => [
      `${t.carrier}: отправитель исправил получателя посылки от ${t.sender}. Ошибка? Сообщите отправителю.`,
    ],
    identity: (t) => [
      `${t.carrier}: ${lower(t)} выдана по документу, удостоверяющему личность.`,
      t.link ? `Это были не вы? Сообщите сразу: ${t.link}` : '',
    ],
  },
  contactAsked: (t) =>
    t.link
      ? 'Запрошена смена вашего контакта. Это не вы? Остановите её на странице по ссылке.'
      : 'Запрошена смена вашего контакта. Это не вы? Сообщите перевозчику.',
  qrCaption: 'Или покажите курьеру этот QR-код — только в его присутствии.',
  openPage: 'Открыть страницу доставки',
}
