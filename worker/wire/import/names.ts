import { nameWords } from '../../domain/name.ts'
import type { Part } from './known-titles.ts'

/** A name as it stands in the columns of a line; what a file has no column for is empty. */
export type NameCells = Partial<Record<Part | 'whole', string>>

export interface JoinedName {
  name: string
  /** Whether only one part of the name stands there, although the file has columns for more. */
  half: boolean
}

/**
 * Joins the columns of a name into the whole one, as a passport is compared with it. `surnameFirst`: as
 * Russian papers have it; else the given name is first. A column that holds the whole name
 * goes before its parts.
 */
export function joinName(cells: NameCells, surnameFirst: boolean): JoinedName {
  const { whole = '', first = '', middle = '', last = '' } = cells
  if (whole !== '') return { name: whole, half: false }
  const given = [first, middle].filter(Boolean)
  const own = new Set(nameWords(last))
  // Some programs write the whole name into the column of surnames.
  const repeated = first !== '' && nameWords(first).every((word) => own.has(word))
  const parts = repeated ? [last] : surnameFirst ? [last, ...given] : [...given, last]
  const name = parts.filter(Boolean).join(' ')
  return { name, half: name !== '' && (last === '' || first === '') }
}
