import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState } from '../../ui/bits.tsx'
import { Csv, More, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { oneLine } from '../point.ts'
import { AddPoint } from './AddPoint.tsx'
import { t } from './texts.ts'

/** Lists offices, pick-up points and lockers. */
export function Points() {
  const { items, failure, busy, more, reload } = usePages(api.people.listPoints, {})
  const [adding, setAdding] = useState(false)
  const [added, setAdded] = useState(false)
  return (
    <>
      <div class="head-actions people-actions">
        <Button small onClick={() => setAdding(true)}>
          {t('addPoint')}
        </Button>
        <Csv of={api.people.listPoints} name="points" />
      </div>
      {added ? <Banner>{t('pointAdded')}</Banner> : null}
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton rows={4} /> : null}
      {items?.length === 0 ? <EmptyState title={t('noPoints')}>{t('noPointsText')}</EmptyState> : null}
      {items && items.length > 0 ? (
        <div class="table-box" aria-busy={busy}>
          <table>
            <caption class="sr">{t('view.points')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('kind')}</th>
                <th scope="col" class="if-medium">
                  {t('address')}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ id, name, kind, address, hours }) => (
                <tr key={id}>
                  <td>
                    <strong>{name}</strong>
                    <span class="under">{oneLine(address)}</span>
                  </td>
                  <td>{t(`kind.${kind}`)}</td>
                  <td class="if-medium">
                    {oneLine(address)}
                    {hours ? <span class="muted"> · {hours}</span> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <More more={more} busy={busy} />
      {adding ? (
        <AddPoint
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false)
            setAdded(true)
            reload()
          }}
        />
      ) : null}
    </>
  )
}
