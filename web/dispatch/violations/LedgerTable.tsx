import type { ViolationLine } from '../../../worker/api/violations/answers.ts'
import { to } from '../route.ts'
import { When } from '../when.tsx'
import { t } from './texts.ts'
import { kindWord, Penalty, StateBadge } from './words.tsx'

/** Lists violations. The whole row opens the violation. */
export function LedgerTable({ lines, busy }: { lines: readonly ViolationLine[]; busy: boolean }) {
  return (
    <section class="stack">
      <h2>{t('ledger')}</h2>
      <div class="table-box ledger" aria-busy={busy}>
        <table>
          <caption class="sr">{t('ledger')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              <th scope="col" class="if-medium">
                {t('provider')}
              </th>
              <th scope="col" class="if-wide">
                {t('waybill')}
              </th>
              <th scope="col" class="if-wide">
                {t('when')}
              </th>
              <th scope="col" class="number if-medium">
                {t('penalty')}
              </th>
              <th scope="col" class="if-medium">
                {t('state')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row key={line.id} line={line} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Row({ line }: { line: ViolationLine }) {
  const provider = line.providerName || t('noProvider')
  const courier = line.courierName || t('courierUnknown')
  return (
    <tr class="linked">
      <td>
        <a class="row-link name" href={to.violation(line.id)}>
          {kindWord(line.kind)}
        </a>
        <span class="under">
          {provider} · {courier}
        </span>
        <span class="not-wide">
          {line.waybill} · <When at={line.at} />
        </span>
        <span class="under at-stake">
          <StateBadge state={line.state} /> <Penalty of={line} />
        </span>
      </td>
      <td class="if-medium">
        {provider}
        <span class="second">{courier}</span>
      </td>
      <td class="if-wide mono">{line.waybill}</td>
      <td class="if-wide nowrap">
        <When at={line.at} />
      </td>
      <td class="number if-medium nowrap">
        <Penalty of={line} />
      </td>
      <td class="if-medium">
        <StateBadge state={line.state} />
      </td>
    </tr>
  )
}
