import { useState } from 'preact/hooks'
import type { DryRunLine } from '../../../worker/api/contracts/answers.ts'
import { number } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { to } from '../route.ts'
import { When } from '../when.tsx'
import { changesOf, endingWord, wouldWord } from './endings.ts'
import { t } from './texts.ts'

/** The most shipments shown in the list. */
const LISTED = 200

/** Shows what would have ended differently: how often each change occurs, and for which shipments. */
export function DryRunResult({ items }: { items: readonly DryRunLine[] }) {
  const [only, setOnly] = useState<string>()
  const changes = changesOf(items)
  const chosen = changes.find(({ key }) => key === only)?.lines ?? items
  return (
    <>
      <p class="muted small">{t('dryHonest')}</p>
      <div class="table-box">
        <table class="dry-changes">
          <caption class="sr">{t('all')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('was')}</th>
              <th scope="col">{t('would')}</th>
              <th scope="col" class="number">
                {t('count')}
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ key, was, would, lines }) => (
              <tr key={key} data-chosen={key === only || undefined}>
                <td>{was}</td>
                <td>→ {would}</td>
                <td class="end">
                  <Button
                    small
                    kind="secondary"
                    aria-pressed={key === only}
                    aria-label={`${t('showOnly')}: ${was} → ${would}, ${number(lines.length)}`}
                    onClick={() => setOnly(key === only ? undefined : key)}
                  >
                    {number(lines.length)}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="table-box">
        <table>
          <caption class="sr">{t('dryChanged', { count: chosen.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('waybill')}</th>
              <th scope="col" class="if-medium">
                {t('was')}
              </th>
              <th scope="col" class="if-medium">
                {t('would')}
              </th>
              <th scope="col" class="if-wide">
                {t('announcedAt')}
              </th>
            </tr>
          </thead>
          <tbody>
            {chosen.slice(0, LISTED).map((line) => (
              <tr key={line.shipmentId} class="linked">
                <td>
                  <a class="row-link" href={to.shipment(line.shipmentId)}>
                    {line.waybill}
                  </a>
                  <span class="under">
                    {endingWord(line.was)} → {wouldWord(line)}
                  </span>
                </td>
                <td class="if-medium">{endingWord(line.was)}</td>
                <td class="if-medium">{wouldWord(line)}</td>
                <td class="if-wide nowrap">
                  <When at={line.announcedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen.length > LISTED ? (
        <p class="muted">{t('listCut', { shown: LISTED, count: chosen.length })}</p>
      ) : null}
    </>
  )
}
