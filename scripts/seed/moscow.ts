import type { Town } from './town.ts'

/** A day in Moscow under the `kse` profile. */
export const MOSCOW: Town = {
  profile: 'kse',
  carrier: 'Курьер Сервис',
  provider: 'ИП Гаврилов',
  courier: 'Павел Гаврилов',
  contracts: [
    { id: 'severny-bereg', name: 'ООО «Северный берег»' },
    { id: 'svetlana', name: 'Ювелирный дом «Светлана»', policy: { reveal: 'scan', door: ['pin', 'link'] } },
    { id: 'kanctorg', name: 'КанцТорг', policy: { secured: false } },
  ],
  points: [
    {
      name: 'ПВЗ Лесная',
      kind: 'point',
      address: {
        line1: 'Лесная ул., 20',
        city: 'Москва',
        postcode: '127055',
        country: 'RU',
        lat: 55.7799,
        lon: 37.5945,
      },
      hours: 'Mo-Su 09:00-21:00',
      zone: 'Europe/Moscow',
    },
    {
      name: 'Офис Белорусская',
      kind: 'office',
      address: {
        line1: 'Бутырский Вал, 5',
        city: 'Москва',
        postcode: '125047',
        country: 'RU',
        lat: 55.777,
        lon: 37.584,
      },
      hours: 'Mo-Sa 08:00-20:00',
      zone: 'Europe/Moscow',
    },
  ],
  address: { city: 'Москва', country: 'RU' },
  orders: [
    {
      name: 'Анна Седова',
      phone: '+79161234501',
      email: 'anna.sedova@example.ru',
      address: { line1: 'Лесная ул., 7', line2: 'кв. 41', postcode: '127055', lat: 55.7788, lon: 37.5893 },
    },
    {
      name: 'Пётр Ломов',
      business: true,
      phone: '+79161234502',
      parcels: 3,
      address: { line1: 'Лесная ул., 9', line2: 'офис 204', postcode: '127055', lat: 55.779, lon: 37.5902 },
    },
    {
      name: 'Ирина Вольская',
      phone: '+79161234503',
      contract: 'svetlana',
      address: { line1: 'Бутырский Вал, 32', postcode: '125047', lat: 55.7823, lon: 37.5889 },
    },
    {
      name: 'Марат Сафин',
      phone: '+79161234504',
      email: 'marat@example.ru',
      parcels: 3,
      address: {
        line1: 'Бутырский Вал, 32',
        line2: 'кв. 12',
        postcode: '125047',
        lat: 55.7823,
        lon: 37.5889,
      },
    },
    {
      name: 'Ольга Дёмина',
      phone: '+79161234505',
      address: { line1: '1-я Брестская, 15', postcode: '125047', lat: 55.7752, lon: 37.5921 },
    },
    {
      name: 'Иван Гром',
      phone: '+79161234506',
      address: { line1: '1-я Брестская, 8', postcode: '125047', lat: 55.7741, lon: 37.5928 },
    },
    {
      name: 'Екатерина Ким',
      phone: '+79161234507',
      locale: 'en',
      address: { line1: '2-я Тверская-Ямская, 10', postcode: '125047', lat: 55.7724, lon: 37.596 },
    },
    {
      name: 'ООО «Тетрадь»',
      business: true,
      contract: 'kanctorg',
      phone: '+79161234508',
      address: { line1: 'Новослободская ул., 14', postcode: '127055', lat: 55.7795, lon: 37.6013 },
    },
    {
      name: 'Сергей Орлов',
      phone: '+79161234509',
      address: {
        line1: 'Новослободская ул., 26',
        line2: 'кв. 5',
        postcode: '127055',
        lat: 55.7817,
        lon: 37.6001,
      },
    },
    {
      name: 'Татьяна Лис',
      phone: '+79161234510',
      tomorrow: true,
      address: { line1: 'Палиха ул., 3', postcode: '127055', lat: 55.7835, lon: 37.6015 },
    },
    {
      name: 'Григорий Лапин',
      phone: '+79161234521',
      point: 'held',
      address: { line1: 'Новослободская ул., 19', postcode: '127055', lat: 55.7806, lon: 37.5987 },
    },
    {
      name: 'Вера Соколова',
      phone: '+79161234522',
      email: 'vera.sokolova@example.ru',
      parcels: 3,
      point: 'received',
      address: { line1: 'Лесная ул., 45', postcode: '127055', lat: 55.7813, lon: 37.5921 },
    },
    {
      name: 'Роман Кравец',
      phone: '+79161234523',
      point: 'coming',
      address: { line1: 'Сущёвская ул., 8', postcode: '127055', lat: 55.7829, lon: 37.6032 },
    },
  ],
}
