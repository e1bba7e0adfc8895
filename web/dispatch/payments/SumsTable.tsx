import type { ComponentChildren } from 'preact'
import type { PaymentSumsLine } from '../../../worker/api/payments/answers.ts'
import { Badge } from '../../ui/bits.tsx'
import { money } from '../measure.ts'
import { shortDay } from '../stats/show.ts'
import type { Sums } from './sums.ts'
import { t } from './texts.ts'

const COLUMNS = ['paid', 'there', 'refunded', 'owed', 'open', 'compared'] as const
type Column = (typeof COLUMNS)[number]

/** What a column says of a row: a sum, and under it what belongs to it. */
interface Cell {
  main: ComponentChildren
  under?: string | undefined
}

/** Returns what a column says of a row, or null where that is nothing, so that what there is stands out. */
function cellOf(column: Column, sums: Sums): Cell | null {
  const sum = (amount: number) => money(amount, sums.currency)
  const counted = (count: number, amount: number): Cell | null =>
    count === 0 ? null : { main: sum(amount), under: t('payments', { count }) }
  const cells: Record<Column, () => Cell | null> = {
    paid: () => counted(sums.paid, sums.paidAmount),
    there: () => (sums.therePaidAmount === 0 ? null : { main: sum(sums.therePaidAmount) }),
    refunded: () =>
      sums.refunded === 0 && sums.thereRefunded === 0
        ? null
        : { main: sum(sums.refunded), under: t('refundedThere', { amount: sum(sums.thereRefunded) }) },
    owed: () => (sums.owed === 0 ? null : { main: sum(sums.owed) }),
    open: () => counted(sums.open, sums.openAmount),
    compared: () => comparedOf(sums),
  }
  return cells[column]()
}

function comparedOf({ differences, unchecked }: Sums): Cell {
  const under = unchecked > 0 ? t('unchecked', { count: unchecked }) : undefined
  if (differences > 0)
    return { main: <Badge tone="bad">{t('differences', { count: differences })}</Badge>, under }
  return under ? { main: null, under } : { main: t('agrees') }
}

export interface SumsTableProps {
  lines: readonly PaymentSumsLine[]
  totals: readonly Sums[]
  busy: boolean
}

/**
 * Shows a row a day, contract and currency, and the total of each currency. Where there is no room for the columns,
 * a row says under its name what they would.
 */
export function SumsTable({ lines, totals, busy }: SumsTableProps) {
  return (
    <div class="table-box sums" aria-busy={busy}>
      <table>
        <caption class="sr">{t('heading')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" class="number if-roomy">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row
              key={`${line.day} ${line.contractId} ${line.currency}`}
              sums={line}
              name={shortDay(line.day)}
              of={line.contractName || line.contractId}
            />
          ))}
        </tbody>
        <tfoot>
          {totals.map((sums) => (
            <Row key={sums.currency} sums={sums} name={t('total', { currency: sums.currency })} />
          ))}
        </tfoot>
      </table>
    </div>
  )
}

function Row({ sums, name, of }: { sums: Sums; name: string; of?: string }) {
  const told = COLUMNS.map((column) => [column, cellOf(column, sums)] as const)
  return (
    <tr class={sums.differences > 0 ? 'differs' : undefined}>
      <th scope="row">
        <strong>{name}</strong>
        {of ? <span class="of">{of}</span> : null}
        <dl class="not-roomy">
          {told.map(([column, cell]) =>
            cell ? (
              <div key={column}>
                <dt>{t(column)}</dt>
                <dd>
                  <Told {...cell} />
                </dd>
              </div>
            ) : null,
          )}
        </dl>
      </th>
      {told.map(([column, cell]) => (
        <td key={column} class="number if-roomy">
          {cell ? <Told {...cell} /> : '–'}
        </td>
      ))}
    </tr>
  )
}

function Told({ main, under }: Cell) {
  return (
    <>
      {main}
      {under ? <span class="beneath">{under}</span> : null}
    </>
  )
}
