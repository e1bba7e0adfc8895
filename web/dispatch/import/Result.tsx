import type { ContractLine } from '../../../worker/api/contracts/answers.ts'
import { Button } from '../../ui/Button.tsx'
import { to, withQuery } from '../route.ts'
import { Verdict } from './Checked.tsx'
import { Tally } from './Sending.tsx'
import { type SendState, tallyOf } from './send.ts'
import { t } from './texts.ts'
import type { OpenedFile } from './use-import.ts'

export interface ResultProps {
  opened: OpenedFile
  sending: SendState
  contract: ContractLine
  onReset: () => void
}

/** Shows the result of the file, and where to go from here. */
export function Result({ opened, sending, contract, onReset }: ResultProps) {
  const tally = tallyOf(sending.progress)
  const { good, shipments } = opened.summary
  const all = tally.refused === 0 && good === shipments
  return (
    <section class="card stack">
      <Verdict>{t('done')}</Verdict>
      <p>{tally.created === 0 && all ? t('doneSame') : all ? t('doneAll') : t('doneSome')}</p>
      <Tally {...tally} />
      <div class="row import-actions">
        <Button small href={withQuery(to.shipments, { contract: contract.id })}>
          {t('open')}
        </Button>
        <Button small kind="secondary" onClick={onReset}>
          {t('another')}
        </Button>
      </div>
    </section>
  )
}
