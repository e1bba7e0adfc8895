import Papa from 'papaparse'

/** Columns of an import, each with the headers it is recognised by (lower case, without blanks and punctuation). */
const HEADERS = {
  waybill: ['waybill', 'накладная', 'номернакладной', 'lettredetransport', 'bordereau', 'lt'],
  label: ['label', 'barcode', 'штрихкод', 'этикетка', 'место', 'etiquette', 'codebarres', 'colis'],
  name: ['name', 'recipient', 'получатель', 'фио', 'имя', 'nom', 'destinataire'],
  phone: ['phone', 'mobile', 'телефон', 'telephone', 'portable'],
  email: ['email', 'mail', 'почта', 'эпочта', 'courriel'],
  kind: ['kind', 'тип', 'типполучателя', 'type'],
  locale: ['locale', 'language', 'язык', 'langue'],
  line1: ['line1', 'address', 'адрес', 'улица', 'adresse', 'adresse1', 'rue'],
  line2: ['line2', 'address2', 'адрес2', 'квартира', 'adresse2', 'complement'],
  city: ['city', 'город', 'ville', 'commune'],
  postcode: ['postcode', 'zip', 'индекс', 'codepostal', 'cp'],
  country: ['country', 'страна', 'pays'],
  lat: ['lat', 'latitude', 'широта'],
  lon: ['lon', 'lng', 'longitude', 'долгота'],
  inPerson: ['inperson', 'личновруки', 'вруки', 'mainpropre', 'enmainpropre'],
  pointId: ['pointid', 'point', 'пункт', 'пвз', 'pointderetrait', 'relais'],
  reference: ['reference', 'заказ', 'номерзаказа', 'commande'],
} as const satisfies Record<string, readonly string[]>

export type ImportColumn = keyof typeof HEADERS
const REQUIRED: readonly ImportColumn[] = ['waybill', 'name', 'line1', 'city', 'postcode', 'country']
const YES = ['', '1', 'yes', 'true', 'да', 'oui', 'vrai']
const BUSINESS = ['business', 'company', 'b2b', 'юрлицо', 'компания', 'организация', 'entreprise', 'societe']

export interface ImportFault {
  /** Of the file, the header being the first; null: the whole shipment. */
  line: number
  /** As the file names it, or the name we know it by. */
  column: string
  code: string
}

/** One shipment of a file: its parcels may stand on several lines with the same waybill. */
export interface ImportEntry {
  line: number
  waybill: string
  /** In the form of `POST /api/shipments`; still to be checked by its schema. */
  shipment: Record<string, unknown>
}

export interface ImportTable {
  entries: ImportEntry[]
  faults: ImportFault[]
  columns: Partial<Record<ImportColumn, string>>
}

/** Text of a file in UTF-8, with or without its mark, or else in Windows-1251. */
export function decodeTable(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}

const bare = (header: string) =>
  header
    .normalize('NFD')
    .replace(/[\u0300-\u0305\u0307-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Reads a table with a header, `;`, `,` or tab between its cells (RFC 4180 quoting), in Russian, French or English. */
export function readTable(text: string, contractId: string): ImportTable {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' })
  const [header = [], ...rows] = data
  const columns: ImportTable['columns'] = {}
  const at: Partial<Record<ImportColumn, number>> = {}
  header.forEach((title, index) => {
    const known = (Object.keys(HEADERS) as ImportColumn[]).find((column) =>
      (HEADERS[column] as readonly string[]).includes(bare(title)),
    )
    if (!known || at[known] !== undefined) return
    at[known] = index
    columns[known] = title.trim()
  })
  const faults: ImportFault[] = REQUIRED.filter((column) => at[column] === undefined).map((column) => ({
    line: 1,
    column,
    code: 'missing-column',
  }))
  if (faults.length > 0) return { entries: [], faults, columns }
  const entries = new Map<string, ImportEntry>()
  rows.forEach((row, index) => {
    const cell = (column: ImportColumn) => {
      const place = at[column]
      return place === undefined ? '' : (row[place] ?? '').trim()
    }
    addLine(entries, faults, contractId, index + 2, cell)
  })
  return { entries: [...entries.values()], faults, columns }
}

function addLine(
  entries: Map<string, ImportEntry>,
  faults: ImportFault[],
  contractId: string,
  line: number,
  cell: (column: ImportColumn) => string,
): void {
  const waybill = cell('waybill')
  const label = { label: cell('label') || waybill }
  const known = entries.get(waybill.toUpperCase())
  if (known && waybill !== '') {
    // The next parcel of a shipment: its other cells may stay empty, and may not say something else.
    const parcels = known.shipment.parcels as { label: string }[]
    parcels.push(label)
    const { recipient } = known.shipment as { recipient: { name: string } }
    if (cell('name') !== '' && cell('name') !== recipient.name)
      faults.push({ line, column: 'name', code: 'differs-from-first-line' })
    return
  }
  const entry = { line, waybill, shipment: shipmentOf(contractId, waybill, label, cell) }
  entries.set(waybill === '' ? `line ${line}` : waybill.toUpperCase(), entry)
}

const given = (name: string, value: unknown) => (value === '' || value === undefined ? {} : { [name]: value })
/** `48,85` is a number too, where a comma stands before the decimals. */
const numberOf = (text: string) => (text === '' ? '' : Number(text.replace(',', '.')))

/** `+7 (916) 123-45-67` and `8 916 …` to E.164; what is neither stays as it is, for the schema to refuse. */
function phoneOf(text: string, country: string): string {
  const digits = text.replace(/[\s().-]/g, '')
  if (country === 'RU' && /^8\d{10}$/.test(digits)) return `+7${digits.slice(1)}`
  if (country === 'FR' && /^0\d{9}$/.test(digits)) return `+33${digits.slice(1)}`
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits
}

function shipmentOf(
  contractId: string,
  waybill: string,
  label: { label: string },
  cell: (column: ImportColumn) => string,
): Record<string, unknown> {
  const country = cell('country').toUpperCase()
  const pointId = cell('pointId')
  return {
    waybill,
    contractId,
    parcels: [label],
    recipient: {
      name: cell('name'),
      ...given('phone', phoneOf(cell('phone'), country)),
      ...given('email', cell('email')),
      kind: BUSINESS.includes(bare(cell('kind'))) ? 'business' : 'consumer',
      ...given('locale', cell('locale').toLowerCase()),
      address: {
        line1: cell('line1'),
        ...given('line2', cell('line2')),
        city: cell('city'),
        postcode: cell('postcode'),
        country,
        ...given('lat', numberOf(cell('lat'))),
        ...given('lon', numberOf(cell('lon'))),
      },
    },
    inPerson: YES.includes(cell('inPerson').toLowerCase()),
    ...(pointId !== '' && { destination: { pointId } }),
    ...given('reference', cell('reference')),
  }
}

/** The column that a field of the shipment came from, as the file names it. */
export function columnOf(field: string, columns: ImportTable['columns']): string {
  const last = field.split('.').at(-1) ?? field
  const name = field.startsWith('parcels') ? 'label' : (last as ImportColumn)
  return columns[name] ?? name
}

export interface ImportLine {
  line: number
  waybill: string
  outcome: 'created' | 'known' | 'refused'
  id?: string
  secured?: boolean
  errors?: { column: string; code: string }[]
}

/** `POST /api/shipments/import` and `…/bulk`: what became of each. */
export interface ImportAnswer {
  created: number
  known: number
  refused: number
  items: ImportLine[]
}
