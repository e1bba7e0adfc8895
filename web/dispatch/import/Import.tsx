import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { useGet } from '../../office/use-get.ts'
import { Skeleton } from '../../ui/bits.tsx'
import { PageFrame, ReadFailed } from '../parts.tsx'
import { to } from '../route.ts'
import { Checked } from './Checked.tsx'
import { Choose } from './Choose.tsx'
import { Faults } from './Faults.tsx'
import { Result } from './Result.tsx'
import { Sending } from './Sending.tsx'
import { t } from './texts.ts'
import { useImport } from './use-import.ts'
import './import.css'

export { load } from './texts.ts'

/** Announces many shipments: a file is checked completely on this device, then its good ones are sent. */
export default function Import() {
  const contracts = useGet(api.contracts.list, {})
  const [contractId, setContractId] = useState('')
  const { stage, turn, choose, run, pause, reset } = useImport()
  const items = contracts.value?.items
  const contract = items?.find(({ id }) => id === contractId) ?? (items?.length === 1 ? items[0] : undefined)
  const phase = stage.name === 'read' ? stage.sending.phase : null
  const begun = stage.name === 'read' && (phase !== 'paused' || stage.sending.progress.at > 0)
  return (
    <PageFrame heading={t('heading')} back={{ href: to.shipments, label: t('back') }}>
      {contracts.failure ? <ReadFailed failure={contracts.failure} onRetry={contracts.reload} /> : null}
      {stage.name === 'choose' ? (
        <Choose
          contracts={items}
          contract={contract}
          bad={stage.bad}
          onContract={setContractId}
          onFile={(file) => contract && void choose(file, contract)}
        />
      ) : null}
      {stage.name === 'reading' ? (
        <div class="card stack" role="status">
          <p>{t('reading', { name: stage.file })}</p>
          <Skeleton lines={4} />
        </div>
      ) : null}
      {stage.name === 'read' && contract ? (
        <>
          {phase === 'done' ? (
            <Result opened={stage.opened} sending={stage.sending} contract={contract} onReset={reset} />
          ) : begun ? (
            <Sending
              opened={stage.opened}
              sending={stage.sending}
              onRun={run}
              onPause={pause}
              onReset={reset}
            />
          ) : (
            <Checked opened={stage.opened} contract={contract} onRun={run} onReset={reset} />
          )}
          <Faults opened={stage.opened} turn={turn} sent={phase === 'done'} />
        </>
      ) : null}
    </PageFrame>
  )
}
