import { csvLine } from '../../worker/wire/csv.ts'

/** The columns of a shipper's file, as a French spreadsheet names them. */
export const FRENCH = [
  'N° d’envoi',
  'Code-barres',
  'Destinataire',
  'Téléphone',
  'Adresse',
  'Ville',
  'Code postal',
  'Pays',
]

export interface Line {
  waybill: string
  label?: string
  name?: string
  phone?: string
  line1?: string
  city?: string
}

/** Returns one line of a shipper's file. Fields that are not given have valid values. */
export const cellsOf = ({ waybill, label = '', ...given }: Line): string[] => {
  const { name = 'Inès Garnier', phone = '06 39 98 00 01', line1 = '12 quai Perrache', city = 'Lyon' } = given
  return [waybill, label, name, phone, line1, city, '69002', 'FR']
}

export const fileOf = (lines: readonly (readonly string[])[]): string =>
  [FRENCH, ...lines].map((cells) => csvLine(cells, ';')).join('')

/**
 * Returns `size` lines as a shipper sends them, at least 200: all but 85 are valid, among them forty shipments on
 * two lines each and twenty lines with separators, quotation marks and line breaks inside their cells. The
 * others are wrong in six ways.
 */
export function dirtyLines(
  name: string,
  size: number,
): { lines: string[][]; shipments: number; wrongLines: number } {
  const lines: string[][] = []
  const wb = (n: number) => `${name}-${String(n).padStart(4, '0')}`
  let n = 0
  const add = (line: Partial<Line> = {}) => lines.push(cellsOf({ waybill: wb(n), ...line }))
  const times = (count: number, one: () => void) => {
    for (let i = 0; i < count; i++, n++) one()
  }
  times(20, () => add({ line1: '12 quai Perrache ; bât. "B"\nporte 3' }))
  times(40, () => [1, 2].map((parcel) => add({ label: `${wb(n)}-${parcel}` })))
  times(10, () => add({ name: '' }))
  times(15, () => add({ phone: 'pas de téléphone' }))
  times(10, () => add({ label: 'ярлык' }))
  // All lines of a shipment wait when one of them is wrong.
  times(10, () => [1, 2].map(() => add()))
  times(10, () => ['Inès Garnier', 'Hugo Blanc'].map((who, i) => add({ name: who, label: `${wb(n)}-${i}` })))
  times(10, () => lines.push([...cellsOf({ waybill: wb(n) }), 'de trop']))
  const wrongLines = 10 + 15 + 10 + 20 + 20 + 10
  const good = size - lines.length
  times(good, () => add())
  return { lines, shipments: 20 + 40 + good, wrongLines }
}
