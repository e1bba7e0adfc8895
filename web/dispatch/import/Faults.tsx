import { useEffect, useState } from 'preact/hooks'
import { number } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/use.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { saveFile } from '../../ui/save.ts'
import { to, withQuery } from '../route.ts'
import { FAULTS_SHOWN, type FaultFilter, type FaultPage, type FileFault, kindOf } from './reading.ts'
import { t } from './texts.ts'
import type { OpenedFile } from './use-import.ts'
import { faultWords } from './words.ts'

/**
 * Lists what is wrong, line by line, with what to do. It also offers the faulty lines as a file to correct.
 */
export function Faults({ opened, turn, sent }: { opened: OpenedFile; turn: number; sent: boolean }) {
  useLocale()
  const { reader, summary } = opened
  const [filter, setFilter] = useState<FaultFilter | null>(null)
  const [shown, setShown] = useState(FAULTS_SHOWN)
  const [page, setPage] = useState<FaultPage>()
  useEffect(() => {
    let live = true
    // The worker ends with the screen, so there is nobody left to tell.
    reader.ask('faults', { filter, shown }).then(
      (answer) => live && setPage(answer),
      () => {},
    )
    return () => {
      live = false
    }
  }, [reader, filter, shown, turn])
  if (summary.faults.length > 0) return <Table faults={summary.faults} />
  if (!page) return null
  const { items, total, lines, kinds } = page
  if (kinds.length === 0) return summary.good > 0 ? <p class="muted">{t('allGood')}</p> : null
  const download = async () => {
    const words = Object.fromEntries(kinds.map((kind) => [kindOf(kind), faultWords(kind)]))
    saveFile(t('wrongName'), await reader.ask('wrongLines', { words, title: t('reason') }))
  }
  const choose = (value: string) => {
    setFilter(kinds.find((kind) => kindOf(kind) === value) ?? null)
    setShown(FAULTS_SHOWN)
  }
  const all = kinds.reduce((sum, { count }) => sum + count, 0)
  return (
    <section class="stack import-faults" aria-label={t('faults')}>
      <div class="card stack">
        <h2 class="card-title">{t('faults')}</h2>
        <p>{t(sent ? 'left' : 'wrong', { count: lines })}</p>
        <div class="row import-actions">
          <Button small kind="secondary" onClick={() => void download()}>
            {t('download')}
          </Button>
          <span class="muted small">{t('downloadText')}</span>
        </div>
        <Field label={t('filter')}>
          {(attributes) => (
            <select
              {...attributes}
              value={filter ? kindOf(filter) : ''}
              onChange={(event) => choose((event.currentTarget as HTMLSelectElement).value)}
            >
              <option value="">{t('all', { count: all })}</option>
              {kinds.map((kind) => (
                <option key={kindOf(kind)} value={kindOf(kind)}>
                  {t('kind', {
                    column: kind.column || t('wholeLine'),
                    what: faultWords(kind),
                    count: kind.count,
                  })}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Table faults={items} />
      {items.length < total ? (
        <div class="more">
          <Button small kind="secondary" onClick={() => setShown(shown + 4 * FAULTS_SHOWN)}>
            {t('more')} · {t('shownOf', { shown: items.length, count: total })}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function Table({ faults }: { faults: readonly FileFault[] }) {
  return (
    <div class="table-box">
      <table>
        <caption class="sr">{t('faults')}</caption>
        <thead>
          <tr>
            <th scope="col" class="number">
              {t('line')}
            </th>
            <th scope="col" class="if-medium">
              {t('waybill')}
            </th>
            <th scope="col" class="if-medium">
              {t('column')}
            </th>
            <th scope="col">{t('problem')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault, index) => (
            <tr key={index}>
              <td class="number">{number(fault.line)}</td>
              <td class="if-medium mono">
                <Waybill fault={fault} />
              </td>
              <td class="if-medium">
                <strong>{fault.column || t('wholeLine')}</strong>
              </td>
              <td>
                <span class="under">
                  <strong>{fault.column || t('wholeLine')}</strong> · <Waybill fault={fault} />
                </span>
                {faultWords(fault)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Links a waybill that is already taken to the shipment that has it. */
function Waybill({ fault: { waybill, code } }: { fault: FileFault }) {
  if (code !== 'waybill-taken' && code !== 'label-taken' && code !== 'label-known') return <>{waybill}</>
  return <a href={withQuery(to.shipments, { q: waybill })}>{waybill}</a>
}
