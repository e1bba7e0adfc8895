import type { Locale, Payment } from '../../domain/terms.ts'
import { BYTE_ORDER_MARK, csvLine, SEPARATORS } from '../csv.ts'
import type { ImportColumn } from './columns.ts'
import { TITLES } from './titles.ts'

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
      deliveryAmount: '500,00',
      deliveryVat: '20',
      goods: 'Настольная лампа',
      quantity: '1',
      price: '3 990,00',
      vat: '20',
      currency: 'RUB',
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
    {
      waybill: 'EXAMPLE-0002',
      label: 'EXAMPLE-0002-2',
      goods: 'Лампочка',
      quantity: '4',
      price: '125,50',
      vat: '20',
      currency: 'RUB',
    },
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
      deliveryAmount: '4,90',
      deliveryVat: '20',
      goods: 'Lampe de bureau',
      quantity: '1',
      price: '39,90',
      vat: '20',
      currency: 'EUR',
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
    {
      waybill: 'EXAMPLE-0002',
      label: 'EXAMPLE-0002-2',
      goods: 'Ampoule',
      quantity: '4',
      price: '2,50',
      vat: '5,5',
      currency: 'EUR',
    },
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
      deliveryAmount: '4.90',
      deliveryVat: '20',
      goods: 'Desk lamp',
      quantity: '1',
      price: '39.90',
      vat: '20',
      currency: 'GBP',
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
    {
      waybill: 'EXAMPLE-0002',
      label: 'EXAMPLE-0002-2',
      goods: 'Light bulb',
      quantity: '4',
      price: '2.50',
      vat: '20',
      currency: 'GBP',
    },
  ],
}

const OF_DELIVERY: readonly ImportColumn[] = ['deliveryAmount', 'deliveryVat']
const OF_GOODS: readonly ImportColumn[] = ['goods', 'quantity', 'price', 'vat']

/** Whether a file for a contract may have a column: amounts are refused where the contract does not ask for them. */
const isAsked = (column: ImportColumn, payment: Payment): boolean => {
  if (OF_DELIVERY.includes(column)) return payment === 'delivery' || payment === 'both'
  if (OF_GOODS.includes(column)) return payment === 'goods' || payment === 'both'
  return column !== 'currency' || payment !== 'none'
}

/**
 * Returns an example file in the words of a language, in the form that its spreadsheets open: two shipments,
 * the second with two parcels. It imports as it is under a contract that asks for such a payment.
 */
export function exampleFile(locale: Locale, payment: Payment): string {
  const titles = TITLES[locale]
  const columns = (Object.keys(titles) as ImportColumn[]).filter((column) => isAsked(column, payment))
  const lines = LINES[locale].map((line) => columns.map((column) => line[column] ?? ''))
  const rows = [columns.map((column) => titles[column]), ...lines]
  return BYTE_ORDER_MARK + rows.map((row) => csvLine(row, SEPARATORS[locale])).join('')
}
