import { tidy } from '../../domain/tidy.ts'
import { postcodeOf } from './cells.ts'
import { COLUMNS, type ImportColumn } from './columns.ts'
import { countryNamed } from './countries.ts'
import type { PhoneCell } from './phones.ts'
import type { WarningCode } from './warnings.ts'
import { kindNamed, languageNamed, yesOrNo } from './words.ts'

export interface ImportFault {
  /** The line of the file as a spreadsheet numbers it. */
  line: number
  /** The column as the file names it, or the name by which we know it. */
  column: string
  code: string
}

export interface ImportWarning extends ImportFault {
  code: WarningCode
  /** How many lines from this one on, where that is not one. */
  count?: number
}

/** One shipment of a file. Its parcels may be on several lines with the same waybill. */
export interface ImportEntry {
  /** The first of its lines; the others are those of its further parcels, in order. */
  line: number
  lines: number[]
  waybill: string
  /** The cells with numbers of all its lines; those of one line stand side by side. */
  phones: PhoneCell[]
  /** The shipment in the form of `POST /api/shipments`, still to be checked by its schema. */
  shipment: Record<string, unknown>
  /**
   * The faults of its lines themselves. One wrong line makes the whole shipment wrong, because half of it
   * would be another shipment.
   */
  faults: ImportFault[]
}

/** What the contract says for cells that say nothing. */
export interface ContractSays {
  contractId: string
  /** ISO 3166-1 alpha-2. */
  country: string | null
}

/** What the cells of a line say. */
export interface Line {
  line: number
  say: Record<ImportColumn, string>
  phones: PhoneCell[]
  faults: ImportFault[]
  warnings: ImportWarning[]
}

/** Adds a line to the shipment whose waybill it has, or begins one with it. */
export function addLine(
  entries: Map<string, ImportEntry>,
  contract: ContractSays,
  { line, say, phones, faults, warnings }: Line,
  columns: Partial<Record<ImportColumn, string>>,
): ImportEntry {
  const { waybill } = say
  const label = { label: say.label || waybill }
  // A number that was rounded is the same for shipments that have nothing to do with each other.
  const unsure = waybill === '' || faults.some(({ column }) => column === columns.waybill)
  const known = entries.get(waybill.toUpperCase())
  if (!known || unsure) {
    const { shipment, zero } = shipmentOf(contract, label, say)
    if (zero) warnings.push({ line, column: columns.postcode ?? 'postcode', code: 'zero-added' })
    if (say.country === '' && contract.country)
      warnings.push({ line, column: columns.country ?? 'country', code: 'country-of-contract' })
    const entry = { line, lines: [line], waybill, phones, shipment, faults: [] }
    entries.set(unsure ? `line ${line}` : waybill.toUpperCase(), entry)
    return entry
  }
  // This is the next parcel of a known shipment: its other cells may be empty but must not differ from the
  // first line.
  const { recipient, parcels } = known.shipment as {
    recipient: { address: { country: string } }
    parcels: unknown[]
  }
  const { shipment } = shipmentOf({ ...contract, country: recipient.address.country }, label, say)
  for (const column of COLUMNS) {
    // Numbers are compared when they are read.
    if (column === 'waybill' || column === 'label' || column === 'phone' || say[column] === '') continue
    if (!sameText(fieldIn(shipment, column), fieldIn(known.shipment, column)))
      known.faults.push({ line, column: columns[column] ?? column, code: 'differs-from-first-line' })
  }
  known.phones.push(...phones)
  parcels.push(label)
  known.lines.push(line)
  return known
}

/** Whether two values are the same in the form in which they would be stored. */
const sameText = (a: unknown, b: unknown) =>
  typeof a === 'string' && typeof b === 'string' ? tidy(a, 'one').text === tidy(b, 'one').text : a === b

/** Returns what a shipment has in a column, for comparison. */
function fieldIn(shipment: Record<string, unknown>, column: ImportColumn): unknown {
  const { recipient, destination } = shipment as {
    recipient: { address: Record<string, unknown> } & Record<string, unknown>
    destination?: { pointId: string }
  }
  if (column === 'pointId') return destination?.pointId
  return shipment[column] ?? recipient[column] ?? recipient.address[column]
}

const given = (name: string, value: unknown) => (value === '' ? {} : { [name]: value })
/** Parses a number; `48,85` is one too, where a comma separates the decimals. */
const numberOf = (text: string) => (text === '' ? '' : Number(text.replace(',', '.')))

function shipmentOf(
  contract: ContractSays,
  label: { label: string },
  say: Line['say'],
): { shipment: Record<string, unknown>; zero: boolean } {
  const country = say.country === '' ? (contract.country ?? '') : countryNamed(say.country)
  const { postcode, zero } = postcodeOf(say.postcode, country)
  const shipment = {
    waybill: say.waybill,
    contractId: contract.contractId,
    parcels: [label],
    recipient: {
      name: say.name,
      ...given('phone', say.phone),
      ...given('email', say.email),
      kind: kindNamed(say.kind),
      ...given('locale', languageNamed(say.locale)),
      address: {
        line1: say.line1,
        ...given('line2', say.line2),
        city: say.city,
        postcode,
        country,
        ...given('lat', numberOf(say.lat)),
        ...given('lon', numberOf(say.lon)),
      },
    },
    inPerson: yesOrNo(say.inPerson),
    ...(say.pointId !== '' && { destination: { pointId: say.pointId } }),
    ...given('reference', say.reference),
    ...given('instructions', say.instructions),
  }
  return { shipment, zero }
}
