import * as v from 'valibot'
import { type AnnounceShipment, announceShipment } from '../../api/shipments/bodies.ts'
import { ineligible } from '../../domain/eligibility.ts'
import { labelKey, labelKeys } from '../../domain/label.ts'
import type { Policy } from '../../domain/policy.ts'
import { errorsOf, type FieldError } from '../errors.ts'
import type { PhonePlace, ReadPhone } from '../phone.ts'
import { type Note, settleRecipient } from '../settle-phone.ts'
import { beyondContract } from './asked.ts'
import { cellOf, columnOf } from './cell-of.ts'
import type { ImportEntry, ImportFault, ImportWarning } from './entry.ts'
import { choosePhone, type PhoneCell } from './phones.ts'
import type { ImportTable } from './table.ts'

export type CheckedEntry =
  | {
      ok: true
      given: AnnounceShipment
      notes: Note[]
      /** The cell whose number was taken, if the entry is of a file and has one. */
      phone: PhoneCell | null
    }
  | { ok: false; errors: ImportFault[] }

/** Returns the faults of an entry's fields, one for each cell. */
export const faultsOf = (
  entry: ImportEntry,
  errors: readonly FieldError[],
  columns: ImportTable['columns'],
): ImportFault[] => onePerCell(errors.map(({ field, code }) => ({ ...cellOf(entry, field, columns), code })))

function onePerCell(faults: readonly ImportFault[]): ImportFault[] {
  const same = (a: ImportFault) => (b: ImportFault) => a.line === b.line && a.column === b.column
  return faults.filter((fault, index) => faults.findIndex(same(fault)) === index)
}

const addressOf = (shipment: ImportEntry['shipment']): PhonePlace =>
  (shipment as { recipient: { address: PhonePlace } }).recipient.address

/** Chooses among the numbers on an entry's first line, by the address beside them. */
function phoneOf({ phones, line, shipment }: ImportEntry, readPhone: ReadPhone) {
  const own = phones.filter((cell) => cell.line === line)
  if (own.length === 0) return { chosen: null, several: false, shipment }
  const { recipient } = shipment as { recipient: object }
  const { cell, several } = choosePhone(own, addressOf(shipment), readPhone)
  return { chosen: cell, several, shipment: { ...shipment, recipient: { ...recipient, phone: cell.text } } }
}

/** Checks one entry as `POST /api/shipments` would. */
export function checkEntry(
  entry: ImportEntry,
  all: ImportTable['columns'],
  readPhone: ReadPhone,
): CheckedEntry {
  const { chosen, several, shipment } = phoneOf(entry, readPhone)
  const columns = chosen ? { ...all, phone: chosen.column } : all
  // Where cells may have moved, what stands in them says nothing.
  if (entry.faults.some(({ column }) => column === '')) return { ok: false, errors: entry.faults }
  const read = v.safeParse(announceShipment, shipment)
  const settled = read.success ? settleRecipient(read.output, readPhone) : null
  if (entry.faults.length > 0 || !settled?.ok) {
    const errors = settled ? (settled.ok ? [] : [settled.error]) : errorsOf(read.issues ?? [])
    // A number is read by its address; it is told together with the rest if that is right.
    if (!settled && chosen && !errors.some(({ field }) => /country|phone/.test(field))) {
      const number = readPhone(chosen.text, addressOf(shipment))
      if (!number.ok) errors.push({ field: 'recipient.phone', code: number.code })
    }
    return { ok: false, errors: onePerCell([...entry.faults, ...faultsOf(entry, errors, columns)]) }
  }
  const { phone, address } = settled.value.recipient
  const isSame = ({ text }: PhoneCell) => {
    const other = readPhone(text, address)
    return other.ok && other.number === phone
  }
  // On a further line one of its numbers has to be that of the first.
  const further = entry.phones.filter(({ line }) => line !== entry.line)
  const same = new Set(further.filter(isSame).map(({ line }) => line))
  const others = further.filter(({ line }, at) => !same.has(line) && further[at - 1]?.line !== line)
  if (others.length > 0) {
    const code = 'differs-from-first-line'
    return { ok: false, errors: others.map(({ line, column }) => ({ line, column, code })) }
  }
  const note: Note = { field: 'recipient.phone', code: 'several-numbers' }
  const notes = several && settled.notes.length === 0 ? [note] : settled.notes
  return { ok: true, given: settled.value, notes, phone: chosen }
}

/**
 * Returns a function that checks entries against those it was given before: of two that want one label the
 * first gets it.
 */
function labelsSeen(): (given: AnnounceShipment) => FieldError[] {
  const keys = new Set<string>()
  return ({ waybill, parcels }) => {
    const errors: FieldError[] = []
    const own = new Set<string>()
    parcels.forEach(({ label }, index) => {
      if (labelKeys(label).some((key) => keys.has(key) || own.has(key)))
        errors.push({ field: `parcels.${index}.label`, code: 'duplicate' })
      own.add(labelKey(label))
    })
    // The waybill counts as a label of the shipment too, even where each parcel has its own label.
    if (errors.length === 0 && labelKeys(waybill).some((key) => keys.has(key)))
      errors.push({ field: 'waybill', code: 'duplicate' })
    if (errors.length === 0) for (const key of [...own, labelKey(waybill)]) keys.add(key)
    return errors
  }
}

/** Returns why a shipment would not be secured under a policy (R2), judged by its line in the file. */
function whyOrdinary(
  policy: Policy,
  { recipient, inPerson, destination }: AnnounceShipment,
  readPhone: ReadPhone,
) {
  const phone = recipient.phone === undefined ? null : readPhone(recipient.phone)
  return ineligible(policy, {
    hasPhone: phone !== null,
    hasEmail: recipient.email !== undefined,
    ...(phone?.ok && { phoneKind: phone.kind }),
    kind: recipient.kind,
    inPerson,
    atPoint: destination !== undefined,
  })
}

export interface CheckedTable {
  /** What can be announced, and the index of its entry. */
  good: { index: number; given: AnnounceShipment }[]
  wrong: { entry: ImportEntry; faults: ImportFault[] }[]
  /** How many of the good ones the policy will not secure. */
  ordinary: number
  /** How many of the good ones have no contact that takes a message, although there is a number (R38). */
  unreached: number
  /** What was put right or left out of the good ones' cells when they were checked. */
  warnings: ImportWarning[]
}

/**
 * Checks a whole file without a server: each shipment by itself, against the others, and under its contract.
 */
export function checkTable(
  { entries, columns }: ImportTable,
  policy: Policy,
  readPhone: ReadPhone,
): CheckedTable {
  const seen = labelsSeen()
  const checked: CheckedTable = { good: [], wrong: [], ordinary: 0, unreached: 0, warnings: [] }
  for (const [index, entry] of entries.entries()) {
    const read = checkEntry(entry, columns, readPhone)
    if (!read.ok) {
      checked.wrong.push({ entry, faults: read.errors })
      continue
    }
    const why = whyOrdinary(policy, read.given, readPhone)
    const errors = seen(read.given)
    if (why.length > 0 && policy.mandatory) errors.push({ field: 'waybill', code: 'not-eligible' })
    errors.push(...beyondContract(read.given, policy))
    if (errors.length > 0) {
      checked.wrong.push({ entry, faults: faultsOf(entry, errors, columns) })
      continue
    }
    checked.good.push({ index, given: read.given })
    if (why.length > 0) checked.ordinary++
    if (why.some((reason) => reason.startsWith('phone-'))) checked.unreached++
    const column = read.phone?.column ?? columnOf('phone', columns)
    for (const { code } of read.notes) checked.warnings.push({ line: entry.line, column, code })
  }
  return checked
}
