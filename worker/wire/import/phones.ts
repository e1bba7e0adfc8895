import type { PhonePlace, ReadPhone } from '../phone.ts'

/** A cell with a number, or with what should be one. */
export interface PhoneCell {
  line: number
  /** The column as the file names it. */
  column: string
  text: string
}

export interface ChosenPhone {
  /** The cell whose number is taken. */
  cell: PhoneCell
  /** Whether something else stood beside it, which is left out. */
  several: boolean
}

const KINDS = ['mobile', 'either'] as const

/** What people write where there is no number. */
const NOTHING = /^(?:[-–—.*/0\s]*|нет|non|no|none|aucun|n\/?[ac]|б\/н)$/iu

/** Returns the cells that say something, for columns that stand side by side. */
export const filled = (cells: readonly PhoneCell[]): PhoneCell[] =>
  cells.length > 1 ? cells.filter(({ text }) => !NOTHING.test(text)) : cells.filter(({ text }) => text !== '')

/**
 * Chooses among the numbers of a line: the first that is a mobile one, whatever its column is called, else the
 * first that is a number. If none is, the first cell stays, so that its fault can be told. There is at least one.
 */
export function choosePhone(
  cells: readonly PhoneCell[],
  place: PhonePlace,
  readPhone: ReadPhone,
): ChosenPhone {
  const read = cells.flatMap((cell) => {
    const reading = readPhone(cell.text, place)
    return reading.ok ? [{ cell, ...reading }] : []
  })
  const mobile = KINDS.flatMap((wanted) => read.filter(({ kind }) => kind === wanted))
  const chosen = mobile[0] ?? read[0]
  const several = new Set(read.map(({ number }) => number)).size > 1 || read.length < cells.length
  return { cell: (chosen?.cell ?? cells[0]) as PhoneCell, several: chosen !== undefined && several }
}
