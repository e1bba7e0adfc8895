import { columnNamed } from '../../../worker/wire/import/columns.ts'
import type { ImportWarning } from '../../../worker/wire/import/entry.ts'
import type { WarningCode } from '../../../worker/wire/import/warnings.ts'

/** Warnings that say the same of one column. */
export interface WarningKind {
  /** As the file names it; empty for whole lines. */
  column: string
  code: WarningCode
  /** Our name of the column, if we know it. */
  key: string
  /** How many lines it is said of. */
  count: number
  /** The first of them; lines in a row are one pair. */
  lines: [from: number, to: number][]
}

/** How many lines are named; a count stands for the others. */
const LINES_NAMED = 6

/** Puts warnings together by what they say, those of most lines first, else in the order of the file. */
export function warningKinds(warnings: readonly ImportWarning[]): WarningKind[] {
  const kinds = new Map<string, WarningKind>()
  for (const { line, column, code, count = 1 } of warnings) {
    const id = `${column}\n${code}`
    const kind = kinds.get(id) ?? { column, code, key: columnNamed(column) ?? column, count: 0, lines: [] }
    kind.count += count
    const last = kind.lines.at(-1)
    if (last?.[1] === line - 1) last[1] = line + count - 1
    else kind.lines.push([line, line + count - 1])
    kinds.set(id, kind)
  }
  const all = [...kinds.values()].map((kind) => ({ ...kind, lines: kind.lines.slice(0, LINES_NAMED) }))
  const first = ({ lines }: WarningKind) => lines[0]?.[0] ?? 0
  return all.sort((a, b) => b.count - a.count || first(a) - first(b))
}
