import type { ShipmentLine } from '../../../worker/api/shipments/answers.ts'
import { StateBadge } from '../parts.tsx'
import { When } from '../when.tsx'
import { problemWords } from '../words.ts'
import { t } from './texts.ts'

export interface PickTableProps {
  lines: ShipmentLine[]
  picked: ReadonlySet<string>
  onPick: (picked: ReadonlySet<string>) => void
  /** Why the server refused some shipments, by shipment. */
  refused: ReadonlyMap<string, string>
}

/** Lists shipments with a checkbox each. The whole row toggles it. */
export function PickTable({ lines, picked, refused, onPick }: PickTableProps) {
  const all = lines.every(({ id }) => picked.has(id))
  const toggle = (id: string) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    onPick(next)
  }
  return (
    <div class="table-box">
      <table>
        <caption class="sr">{t('pick')}</caption>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              <label class="pick-all">
                <input
                  type="checkbox"
                  checked={all}
                  ref={(box) => {
                    if (box) box.indeterminate = !all && picked.size > 0
                  }}
                  onChange={() => onPick(all ? new Set() : new Set(lines.map(({ id }) => id)))}
                />
                {t('pickAll')}
              </label>
            </th>
            <th scope="col">{t('state')}</th>
            <th scope="col" class="if-medium">
              {t('contract')}
            </th>
            <th scope="col" class="if-medium">
              {t('announced')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} class="linked">
              <td class="box">
                <input
                  type="checkbox"
                  id={`pick-${line.id}`}
                  checked={picked.has(line.id)}
                  onChange={() => toggle(line.id)}
                />
              </td>
              <td>
                <label class="row-link" for={`pick-${line.id}`}>
                  {line.waybill}
                </label>
                <span class="under">{line.contractName}</span>
                {refused.has(line.id) ? (
                  <span class="refused small">{problemWords(refused.get(line.id) ?? '')}</span>
                ) : null}
              </td>
              <td>
                <StateBadge state={line.state} />
              </td>
              <td class="if-medium">{line.contractName}</td>
              <td class="if-medium nowrap">
                <When at={line.announcedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
