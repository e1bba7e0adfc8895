import { sameLabel } from '../../domain/label.ts'
import { PARCELS_MAX } from '../../domain/limits.ts'
import { tidy } from '../../domain/tidy.ts'
import { addAmounts, hasGoods } from './add-amounts.ts'
import { AMOUNT_COLUMNS } from './amount-titles.ts'
import { postcodeOf } from './cells.ts'
import { COLUMNS, type ImportColumn } from './columns.ts'
import { countryNamed } from './countries.ts'
import type { ImportEntry, Line } from './entry.ts'
import { kindNamed, languageNamed, yesOrNo } from './words.ts'

/** What the contract says for cells that say nothing. */
interface ContractSays {
  contractId: string
  /** ISO 3166-1 alpha-2. */
  country: string | null
}

/** Adds a line to the shipment whose waybill it has, or begins one with it. */
export function addLine(
  entries: Map<string, ImportEntry>,
  contract: ContractSays,
  read: Line,
  columns: Partial<Record<ImportColumn, string>>,
): ImportEntry {
  const { line, say, phones, faults, warnings } = read
  const { waybill } = say
  const { country } = contract
  // A number that was rounded is the same for shipments that have nothing to do with each other.
  const unsure = waybill === '' || faults.some(({ column }) => column === columns.waybill)
  const known = entries.get(waybill.toUpperCase())
  if (!known || unsure) {
    const label = say.label || waybill
    const { shipment, zero } = shipmentOf(contract, label, say)
    if (zero) warnings.push({ line, column: columns.postcode ?? 'postcode', code: 'zero-added' })
    if (say.country === '' && contract.country)
      warnings.push({ line, column: columns.country ?? 'country', code: 'country-of-contract' })
    const at = { line, lines: [line], parcelLines: [line], goodsLines: [] }
    const entry: ImportEntry = { ...at, waybill, phones, shipment, faults: [...faults] }
    addAmounts(entry, read, columns, { label, country })
    entries.set(unsure ? `line ${line}` : waybill.toUpperCase(), entry)
    return entry
  }
  known.faults.push(...faults)
  known.phones.push(...phones)
  // This is the next parcel of a known shipment, or more goods in one of its parcels: its other cells may be empty but
  // must not differ from the first line.
  const { recipient, parcels } = known.shipment as {
    recipient: { address: { country: string } }
    parcels: { label: string }[]
  }
  const goods = hasGoods(say)
  const label = say.label || (goods ? lastLabel(known) : waybill)
  // Of more parcels than a shipment may have nobody asks which is which.
  const parcel =
    goods && parcels.length <= PARCELS_MAX ? parcels.find((one) => sameLabel(one.label, label)) : undefined
  const { shipment } = shipmentOf({ ...contract, country: recipient.address.country }, label, say)
  for (const column of COLUMNS) {
    if (APART.includes(column) || say[column] === '') continue
    if (!sameText(fieldIn(shipment, column), fieldIn(known.shipment, column)))
      known.faults.push({ line, column: columns[column] ?? column, code: 'differs-from-first-line' })
  }
  addAmounts(known, read, columns, { label: parcel?.label ?? label, country })
  if (!parcel) {
    parcels.push({ label })
    known.parcelLines.push(line)
  }
  known.lines.push(line)
  return known
}

/** These are no values of the whole shipment, or are compared when they are read. */
const APART: readonly ImportColumn[] = ['waybill', 'label', 'phone', ...AMOUNT_COLUMNS]

/** Returns the label of the parcel that the last line of a shipment belongs to. */
function lastLabel({ lines, goodsLines, shipment, waybill }: ImportEntry): string {
  const { parcels, amounts } = shipment as {
    parcels: { label: string }[]
    amounts?: { goods?: { label: string }[] }
  }
  const ofGoods = goodsLines.at(-1) === lines.at(-1) ? amounts?.goods?.at(-1) : undefined
  return (ofGoods ?? parcels.at(-1))?.label ?? waybill
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
  label: string,
  say: Line['say'],
): { shipment: Record<string, unknown>; zero: boolean } {
  const country = say.country === '' ? (contract.country ?? '') : countryNamed(say.country)
  const { postcode, zero } = postcodeOf(say.postcode, country)
  const shipment = {
    waybill: say.waybill,
    contractId: contract.contractId,
    parcels: [{ label }],
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
