import { useRef, useState } from 'preact/hooks'
import type { ContractLine } from '../../../worker/api/contracts/answers.ts'
import { COLUMNS, REQUIRED } from '../../../worker/wire/import/columns.ts'
import { exampleFile } from '../../../worker/wire/import/example.ts'
import { locale } from '../../i18n/locale.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { Field } from '../../ui/Field.tsx'
import { saveFile } from '../../ui/save.ts'
import { ScrollBox } from './ScrollBox.tsx'
import { t } from './texts.ts'
import type { FileProblem } from './use-import.ts'
import { columnTitle } from './words.ts'

export interface ChooseProps {
  contracts: ContractLine[] | undefined
  contract: ContractLine | undefined
  bad: FileProblem | undefined
  onContract: (id: string) => void
  onFile: (file: File) => void
}

/** Asks for the contract, then for the file, dropped or chosen. */
export function Choose({ contracts, contract, bad, onContract, onFile }: ChooseProps) {
  const none = contracts?.length === 0
  return (
    <div class="stack import">
      {bad ? <Banner kind="error">{t(`bad.${bad}`)}</Banner> : null}
      <div class="card stack">
        <Field
          label={t('contract')}
          hint={none ? t('noContracts') : contract ? undefined : t('contractFirst')}
        >
          {(attributes) => (
            <select
              {...attributes}
              value={contract?.id ?? ''}
              onChange={(event) => onContract((event.currentTarget as HTMLSelectElement).value)}
            >
              <option value="">{t('choose')}</option>
              {contracts?.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Drop off={!contract} onFile={onFile} />
        <div class="row import-example">
          <Button
            small
            kind="secondary"
            onClick={() =>
              saveFile(t('exampleName'), exampleFile(locale(), contract?.policy.payment ?? 'none'))
            }
          >
            {t('example')}
          </Button>
        </div>
      </div>
      <Format />
    </div>
  )
}

function Drop({ off, onFile }: { off: boolean; onFile: (file: File) => void }) {
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file && !off) onFile(file)
  }
  const drag = (is: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(is && !off)
  }
  return (
    <label
      class="drop"
      data-over={over || undefined}
      data-off={off || undefined}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event)
        take(event.dataTransfer?.files)
      }}
    >
      <strong>{t('drop')}</strong>
      <span class="muted small">{t('dropHint')}</span>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        disabled={off}
        onChange={() => {
          take(input.current?.files)
          // Choosing the same file again must count as a change, since the file may have been corrected.
          if (input.current) input.current.value = ''
        }}
      />
    </label>
  )
}

function Format() {
  return (
    <details class="card">
      <summary>{t('format')}</summary>
      <p class="muted small">{t('formatText')}</p>
      <ScrollBox label={t('format')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('column')}</th>
              <th scope="col" class="if-medium">
                {t('needed')}
              </th>
              <th scope="col">{t('contents')}</th>
            </tr>
          </thead>
          <tbody>
            {COLUMNS.map((column) => (
              <tr key={column}>
                <td>
                  <strong>{columnTitle(column)}</strong>
                  {REQUIRED.includes(column) ? <span class="under">{t('isNeeded')}</span> : null}
                </td>
                <td class="if-medium">{REQUIRED.includes(column) ? t('needed.yes') : t('needed.no')}</td>
                <td>{t(`form.${column}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  )
}
