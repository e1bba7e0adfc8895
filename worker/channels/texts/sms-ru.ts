import type { MessageContent, SmsTexts } from './texts.ts'

const otherwise = ({ withoutCode }: MessageContent) => (withoutCode === 'hold' ? 'в ПВЗ' : 'паспорт')

/** Says that it has to be paid first (R30). */
const payFirst = (due: string) => [`Сначала оплатите ${due} по ссылке.`, `Оплатите ${due}:`]

/** Tells the secret for the door after some news. `whom` and `by` mean the courier. */
const atDoor = (t: MessageContent, news: string, whom = 'курьеру', by = 'курьере') => {
  if (!t.secret) return [news]
  if (t.due) return payFirst(t.due).map((pay) => `${news} ${pay}`)
  const page = `не по телефону. Без неё — ${otherwise(t)}.`
  if (!t.pin) return [`${news} Ссылка — только при ${by}, ${page}`, `${news} Ссылка — при ${by}, ${page}`]
  const rest = `не по телефону. Без кода — ${otherwise(t)}.`
  return [
    `${news} Код ${t.pin} — только ${whom} лично, ${rest}`,
    `${news} Код ${t.pin} — лично ${whom}, ${rest}`,
    `${news} Код ${t.pin} лично ${whom}, ${rest}`,
    `${news} Код ${t.pin} лично ${whom}, не по телефону. Без кода ${otherwise(t)}.`,
  ]
}
/** Says where the parcel is on its way to; otherwise tells the secret for the door. */
const onTheWay = (news: string, whom?: string, by?: string) => (t: MessageContent) =>
  t.destination ? [`${news} Едет в «${t.destination}».`, news] : atDoor(t, news, whom, by)

/** Says what there is to say of a parcel that does not wait at a point. */
const elsewhere = (t: MessageContent) => {
  const to = t.point?.name ?? t.destination
  if (to) return [`Посылка едет в «${to}». Напишем, когда прибудет.`, `Посылка едет в «${to}».`]
  return t.secret ? atDoor(t, 'Ждите курьера.', 'ему', 'нём') : ['Следите за посылкой:']
}
/** Says where the parcel waits and until when, and what opens it there (R28). */
const atCounter = (t: MessageContent, news: string, brief: string) => {
  const { counter: at, pin } = t
  if (!at) return elsewhere(t)
  const place = `${at.name} до ${at.day}.`
  if (t.due)
    return [
      ...payFirst(t.due).map((pay) => `${news}: ${at.name}, ${at.address}, до ${at.day}. ${pay}`),
      ...payFirst(t.due).map((pay) => `${news}: ${place} ${pay}`),
      ...payFirst(t.due).map((pay) => `${brief}: ${place} ${pay}`),
    ]
  if (!t.secret) {
    const bring = at.identity ? ' Возьмите паспорт.' : ''
    return [
      `${news}: ${at.name}, ${at.address}, до ${at.day}.${bring}`,
      `${news}: ${place}${bring}`,
      `${brief}: ${place}${bring}`,
    ]
  }
  const opens = pin ? `Код ${pin}` : 'Ссылка'
  const told = at.identity ? `${opens} или паспорт` : opens
  return [
    `${news}: ${at.name}, ${at.address}, до ${at.day}. ${told} — только там, не по телефону.`,
    `${news}: ${place} ${told} — только там, не по телефону.`,
    `${news}: ${place} ${told} лично, не по тел.`,
    `${brief}: ${place} ${told} — лично, не по телефону.`,
    `${brief}: ${place} ${told} лично, не по тел.`,
    `${brief}: ${place} ${told.replace('или', '/')} лично, не по тел.`,
    `${place} ${told} лично, не по тел.`,
    `${place} ${told.replace('или', '/')} лично, не по тел.`,
  ]
}
/** Says that it is paid, and where that was told before, what opens the parcel (R30). */
const paid = (t: MessageContent) =>
  t.counter
    ? atCounter(t, 'Оплачено, можно забирать', 'Оплачено')
    : [`Оплата получена: ${t.amount ?? ''}.`, 'Оплачено.'].flatMap((news) => atDoor(t, news))
/** Wherever the parcel is now. */
const anywhere = (t: MessageContent) => atCounter(t, 'Посылка ждёт', 'Ждёт')
/** Whether there is anything to tell of the parcel itself. */
const tells = (t: MessageContent) => t.secret || t.counter || t.point || t.destination

export const smsRu: SmsTexts = {
  forms: {
    announced: onTheWay('Ждите посылку.'),
    accepted: onTheWay('Посылка у нас.'),
    scheduled: onTheWay('Скоро курьер.', 'ему', 'нём'),
    released: onTheWay('Сегодня курьер.', 'ему', 'нём'),
    arrived: onTheWay('Курьер у вас.', 'ему', 'нём'),
    resend: anywhere,
    held: ({ point }) =>
      point
        ? [
            `Посылка не вручена и едет в «${point.name}», там нужен паспорт. Никто не приезжал?`,
            `Посылка не вручена, едет в «${point.name}». Никто не приезжал?`,
            `Не вручена, едет в «${point.name}».`,
          ]
        : ['Посылка не вручена и вернётся на склад. Никто не приезжал?', 'Посылка не вручена.'],
    failed: () => ['Посылка не доставлена. Никто не приезжал?'],
    ready: (t) => atCounter(t, 'Готова к выдаче', 'К выдаче'),
    reminder: (t) => atCounter(t, 'Посылка ещё ждёт', 'Ещё ждёт'),
    receipt: (t) => [`Посылка вручена${t.partly ? ` (мест: ${t.partly})` : ''}. Это были не вы?`],
    'contact-change': () => ['Просят сменить ваш телефон или почту. Не вы? Отмените за 30 минут:'],
    'contact-changed': (t) => (tells(t) ? anywhere(t) : ['Теперь о посылке мы пишем вам.']),
    'label-change': () => [
      'Вашу посылку просят отдать другому. Отмените за 30 минут:',
      'Вашу посылку просят отдать другому.',
    ],
    corrected: (t) => [
      `Отправитель ${t.sender} исправил получателя посылки. Ошибка? Сообщите ему.`,
      'Отправитель исправил получателя посылки. Ошибка? Сообщите ему.',
    ],
    identity: () => [
      'Посылка выдана по документу. Это были не вы? Сообщите сразу:',
      'Выдана по документу. Это были не вы?',
    ],
    'chat-joined': () => ['Новости и в мессенджере. Не вы? Отключить:'],
    paid,
    refunded: (t) => [
      `Возвращаем ${t.amount ?? ''} за посылку тому, кто платил.`,
      `Возвращаем ${t.amount ?? ''} за посылку.`,
    ],
    reopened: (t) => [`Курьер ещё у вас, посылка с ним.${t.codeHolds ? ' Код прежний.' : ''}`],
  },
  contactAsked: { warning: 'Меняют ваш контакт!', here: 'Отменить:', onPage: 'Отмените на странице.' },
  colon: ': ',
}
