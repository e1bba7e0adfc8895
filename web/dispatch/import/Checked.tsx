import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ContractLine } from '../../../worker/api/contracts/answers.ts'
import { moneyText } from '../../../worker/domain/money-text.ts'
import { list, number } from '../../i18n/format.ts'
import { locale } from '../../i18n/locale.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { Preview } from './Preview.tsx'
import type { Summary } from './reading.ts'
import { t } from './texts.ts'
import type { OpenedFile } from './use-import.ts'
import { Warnings } from './Warnings.tsx'
import { columnTitle, encodingName } from './words.ts'

export interface CheckedProps {
  opened: OpenedFile
  contract: ContractLine
  onRun: () => void
  onReset: () => void
}

const separatorWord = (separator: Summary['separator']) =>
  t(`separator.${separator === '\t' ? 'tab' : separator}`)

const sumsOf = ({ sums }: Summary['paid']) =>
  list(sums.map(({ amount, currency }) => moneyText(amount, currency, locale())))

/** Shows what the file is and what would be sent. Nothing has been sent so far. */
export function Checked({ opened, contract, onRun, onReset }: CheckedProps) {
  const { summary } = opened
  const { good, ordinary, unreached, paid, faults, unknown, shipments } = summary
  const heading = faults.length > 0 ? t('bad.table') : good > 0 ? t('good', { count: good }) : t('noGood')
  return (
    <>
      <section class="card stack">
        <Verdict>{heading}</Verdict>
        {faults.length > 0 ? <p>{t('bad.tableText')}</p> : null}
        {faults.length === 0 && shipments === 0 ? <p>{t('bad.nothing')}</p> : null}
        {faults.length === 0 && good < shipments ? <p>{t('behind', { count: shipments - good })}</p> : null}
        {ordinary > 0 ? <p class="muted">{t('ordinary', { count: ordinary })}</p> : null}
        {unreached > 0 ? <p class="muted">{t('unreached', { count: unreached })}</p> : null}
        {paid.count > 0 ? <p class="muted">{t('paid', { count: paid.count, sums: sumsOf(paid) })}</p> : null}
        <div class="row import-actions">
          {good > 0 ? (
            <Button small onClick={onRun}>
              {t('send', { count: good })}
            </Button>
          ) : null}
          <Button small kind="secondary" onClick={onReset}>
            {t('again')}
          </Button>
        </div>
      </section>
      <Warnings kinds={summary.warnings} />
      <section class="card stack">
        <dl class="facts">
          <Fact name={t('file')}>{opened.name}</Fact>
          <Fact name={t('contract')}>{contract.name}</Fact>
          <Fact name={t('lines')}>{number(summary.lines)}</Fact>
          <Fact name={t('shipments')}>{number(shipments)}</Fact>
          <Fact name={t('encoding')}>{encodingName(summary.encoding)}</Fact>
          <Fact name={t('separator')}>{separatorWord(summary.separator)}</Fact>
          <Fact name={t('recognised')}>
            {list(
              summary.columns.map(({ column, title }) =>
                title === columnTitle(column) ? title : `${title} (${columnTitle(column)})`,
              ),
            ) || '—'}
          </Fact>
        </dl>
        {unknown.length > 0 ? (
          <Banner>
            <strong>{t('unknown', { names: list(unknown) })}</strong> {t('unknownText')}
          </Banner>
        ) : null}
        <Preview summary={summary} />
      </section>
    </>
  )
}

/** Takes the focus when it appears, so that screen readers read the result. */
export function Verdict({ children }: { children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <h2 class="card-title" tabIndex={-1} ref={heading}>
      {children}
    </h2>
  )
}

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)
