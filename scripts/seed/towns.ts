import type { Profile } from '../../worker/domain/policy.ts'

interface Order {
  name: string
  phone?: string
  email?: string
  business?: boolean
  locale?: 'ru' | 'fr' | 'en'
  address: { line1: string; line2?: string; postcode: string; lat: number; lon: number }
  parcels?: number
  contract?: string
  /** Announced, but not on today's round. */
  tomorrow?: boolean
}

/** A day's work in one town. */
export interface Town {
  profile: Profile
  carrier: string
  provider: string
  courier: string
  contracts: { id: string; name: string; policy?: Record<string, unknown> }[]
  points: Record<string, unknown>[]
  address: { city: string; country: string }
  orders: Order[]
}

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
  ],
}

export const LYON: Town = {
  profile: 'chronopost',
  carrier: 'Livraison Sécurisée',
  provider: 'Rhône Express SARL',
  courier: 'Lucas Moreau',
  contracts: [{ id: 'maison-arnaud', name: 'Maison Arnaud' }],
  points: [
    {
      name: 'Relais Tabac des Brotteaux',
      kind: 'point',
      address: {
        line1: '3 place Jules-Ferry',
        city: 'Lyon',
        postcode: '69006',
        country: 'FR',
        lat: 45.7671,
        lon: 4.8597,
      },
      hours: 'Mo-Sa 07:00-19:30',
      zone: 'Europe/Paris',
    },
    {
      name: 'Agence Perrache',
      kind: 'office',
      address: {
        line1: '14 cours de Verdun',
        city: 'Lyon',
        postcode: '69002',
        country: 'FR',
        lat: 45.7495,
        lon: 4.827,
      },
      hours: 'Mo-Fr 08:00-18:00',
      zone: 'Europe/Paris',
    },
    {
      name: 'Consigne Part-Dieu',
      kind: 'locker',
      address: {
        line1: '5 place Charles-Béraudier',
        city: 'Lyon',
        postcode: '69003',
        country: 'FR',
        lat: 45.7605,
        lon: 4.8595,
      },
      zone: 'Europe/Paris',
    },
  ],
  address: { city: 'Lyon', country: 'FR' },
  orders: [
    {
      name: 'Camille Renaud',
      phone: '+33612345601',
      email: 'camille.renaud@example.fr',
      address: { line1: '12 quai Perrache', line2: '3ᵉ étage', postcode: '69002', lat: 45.7442, lon: 4.8215 },
    },
    {
      name: 'Hugo Lefèvre',
      phone: '+33612345602',
      address: { line1: '8 rue Vendôme', postcode: '69006', lat: 45.7701, lon: 4.8489 },
    },
    {
      name: 'Élodie Garnier',
      phone: '+33612345603',
      email: 'elodie@example.fr',
      parcels: 2,
      address: { line1: '45 cours Vitton', postcode: '69006', lat: 45.7697, lon: 4.856 },
    },
    {
      name: 'Nadia Benali',
      email: 'nadia.benali@example.fr',
      address: { line1: '3 rue de Créqui', postcode: '69006', lat: 45.7693, lon: 4.8479 },
    },
    {
      name: 'Studio Bellecour SAS',
      business: true,
      phone: '+33612345605',
      address: { line1: '21 place Bellecour', postcode: '69002', lat: 45.7578, lon: 4.832 },
    },
    {
      name: 'Thomas Petit',
      phone: '+33612345606',
      address: { line1: '17 rue Mercière', postcode: '69002', lat: 45.7631, lon: 4.8339 },
    },
    {
      name: 'Emma Walker',
      phone: '+33612345607',
      locale: 'en',
      address: { line1: '30 rue Sainte-Catherine', postcode: '69001', lat: 45.7679, lon: 4.834 },
    },
    {
      name: 'Léa Fontaine',
      phone: '+33612345608',
      address: { line1: '2 montée de la Grande-Côte', postcode: '69001', lat: 45.7711, lon: 4.8325 },
    },
    {
      name: 'Jules Roux',
      address: { line1: '61 rue de la République', postcode: '69002', lat: 45.7609, lon: 4.8357 },
    },
    {
      name: 'Manon Girard',
      phone: '+33612345610',
      tomorrow: true,
      address: { line1: '9 rue Duquesne', postcode: '69006', lat: 45.7722, lon: 4.8478 },
    },
  ],
}
