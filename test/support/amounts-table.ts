import { policyOf } from '../../worker/domain/policy.ts'
import { checkTable } from '../../worker/wire/import/check.ts'
import { readTable } from '../../worker/wire/import/table.ts'
import { readPhone } from '../../worker/wire/phone.ts'

/** What every line needs; a case adds what is paid. */
const RIGHT = {
  waybill: 'AB-0001',
  name: 'Camille Renaud',
  line1: '12 quai Perrache',
  city: 'Lyon',
  postcode: '69002',
  country: 'FR',
}
type Cells = Record<string, string>

/** Returns lines as a file that has the columns of all of them. */
export function csvOf(lines: readonly Cells[]): string {
  const all = lines.map((line): Cells => ({ ...RIGHT, ...line }))
  const titles = [...new Set(all.flatMap(Object.keys))]
  const quoted = (text: string) => (/[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [titles, ...all.map((line) => titles.map((title) => line[title] ?? ''))]
    .map((cells) => cells.map(quoted).join(';'))
    .join('\n')
}

/** Whatever can be announced may be asked for. */
const ANY = { payment: 'both', amountLimit: 100_000_000 } as const

/** Reads a file under a contract of France that asks for every payment, unless the case says otherwise. */
export function tableOf(
  lines: readonly Cells[],
  { home = 'FR' as string | null, policy = {} as object } = {},
) {
  const table = readTable(csvOf(lines), 'shop', home)
  const checked = checkTable(table, policyOf('chronopost', { ...ANY, ...policy }), readPhone)
  return { ...table, checked, given: checked.good.map(({ given }) => given) }
}

/** Returns every fault of such a file. */
export function wrongIn(lines: readonly Cells[], under: Parameters<typeof tableOf>[1] = {}): string[] {
  const { faults, checked } = tableOf(lines, under)
  return [...faults, ...checked.wrong.flatMap((one) => one.faults)].map(
    ({ line, column, code }) => `${line} ${column} ${code}`,
  )
}
