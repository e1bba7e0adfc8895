import type { Locale } from '../../domain/terms.ts'
import { BYTE_ORDER_MARK, csvLine, SEPARATORS } from '../csv.ts'
import type { ImportColumn } from './columns.ts'

/**
 * The titles of the columns as we show them to people; each is recognised when it is read back (see
 * `columns.ts`).
 */
export const TITLES: Record<Locale, Record<ImportColumn, string>> = {
  ru: {
    waybill: 'Накладная',
    label: 'Штрихкод',
    name: 'Получатель',
    phone: 'Телефон',
    email: 'Эл. почта',
    kind: 'Тип получателя',
    locale: 'Язык',
    line1: 'Адрес',
    line2: 'Квартира',
    city: 'Город',
    postcode: 'Индекс',
    country: 'Страна',
    lat: 'Широта',
    lon: 'Долгота',
    inPerson: 'Лично в руки',
    pointId: 'Пункт',
    reference: 'Номер заказа',
    instructions: 'Для курьера',
  },
  fr: {
    waybill: 'N° d’envoi',
    label: 'Code-barres',
    name: 'Destinataire',
    phone: 'Téléphone',
    email: 'Courriel',
    kind: 'Type',
    locale: 'Langue',
    line1: 'Adresse',
    line2: 'Complément',
    city: 'Ville',
    postcode: 'Code postal',
    country: 'Pays',
    lat: 'Latitude',
    lon: 'Longitude',
    inPerson: 'En main propre',
    pointId: 'Point de retrait',
    reference: 'Commande',
    instructions: 'Instructions de livraison',
  },
  en: {
    waybill: 'Waybill',
    label: 'Barcode',
    name: 'Recipient',
    phone: 'Phone',
    email: 'Email',
    kind: 'Kind',
    locale: 'Language',
    line1: 'Address',
    line2: 'Address 2',
    city: 'City',
    postcode: 'Postcode',
    country: 'Country',
    lat: 'Latitude',
    lon: 'Longitude',
    inPerson: 'In person',
    pointId: 'Point',
    reference: 'Reference',
    instructions: 'Instructions',
  },
}

type Line = Partial<Record<ImportColumn, string>>

/** Phone numbers that belong to nobody: regulators reserve them for fiction. Russia's reserves none. */
const LINES: Record<Locale, readonly Line[]> = {
  ru: [
    {
      waybill: 'EXAMPLE-0001',
      name: 'Анна Седова',
      phone: '+33 6 39 98 00 01',
      email: 'anna@example.com',
      kind: 'физлицо',
      locale: 'ru',
      line1: 'Лесная ул., 7; подъезд 2',
      line2: 'кв. 41',
      city: 'Москва',
      postcode: '127055',
      country: 'RU',
      inPerson: 'да',
      reference: '2026-117',
    },
    {
      waybill: 'EXAMPLE-0002',
      label: 'EXAMPLE-0002-1',
      name: 'Иван Орлов',
      phone: '0044 7700 900002',
      line1: 'Палиха ул., 3',
      city: 'Москва',
      postcode: '127055',
      country: 'RU',
      lat: '55,7819',
      lon: '37,6031',
    },
    { waybill: 'EXAMPLE-0002', label: 'EXAMPLE-0002-2' },
  ],
  fr: [
    {
      waybill: 'EXAMPLE-0001',
      name: 'Camille Renaud',
      phone: '06 39 98 00 01',
      email: 'camille@example.com',
      kind: 'particulier',
      locale: 'fr',
      line1: '12 quai Perrache ; bâtiment B',
      line2: '3e étage',
      city: 'Lyon',
      postcode: '69002',
      country: 'FR',
      inPerson: 'oui',
      reference: '2026-117',
    },
    {
      waybill: 'EXAMPLE-0002',
      label: 'EXAMPLE-0002-1',
      name: 'Inès Garnier',
      phone: '+33 6 39 98 00 02',
      line1: '8 rue de la Charité',
      city: 'Lyon',
      postcode: '69002',
      country: 'FR',
      lat: '45,7531',
      lon: '4,8297',
    },
    { waybill: 'EXAMPLE-0002', label: 'EXAMPLE-0002-2' },
  ],
  en: [
    {
      waybill: 'EXAMPLE-0001',
      name: 'Alice Morgan',
      phone: '07700 900001',
      email: 'alice@example.com',
      kind: 'consumer',
      locale: 'en',
      line1: '12 Mill Lane, Unit B',
      line2: 'Flat 3',
      city: 'Leeds',
      postcode: 'LS1 4DY',
      country: 'GB',
      inPerson: 'yes',
      reference: '2026-117',
    },
    {
      waybill: 'EXAMPLE-0002',
      label: 'EXAMPLE-0002-1',
      name: 'Owen Clarke',
      phone: '+44 7700 900002',
      line1: '8 Priory Row',
      city: 'Leeds',
      postcode: 'LS1 2AB',
      country: 'GB',
      lat: '53.7974',
      lon: '-1.5438',
    },
    { waybill: 'EXAMPLE-0002', label: 'EXAMPLE-0002-2' },
  ],
}

/**
 * Returns an example file in the words of a language, in the form that its spreadsheets open: two shipments,
 * the second with two parcels. It imports as it is.
 */
export function exampleFile(locale: Locale): string {
  const titles = TITLES[locale]
  const columns = Object.keys(titles) as ImportColumn[]
  const lines = LINES[locale].map((line) => columns.map((column) => line[column] ?? ''))
  const rows = [columns.map((column) => titles[column]), ...lines]
  return BYTE_ORDER_MARK + rows.map((row) => csvLine(row, SEPARATORS[locale])).join('')
}
