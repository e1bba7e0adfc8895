import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { useGet } from '../../office/use-get.ts'
import { Banner } from '../../ui/bits.tsx'
import { PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { load as loadRequests } from '../requests/texts.ts'
import { to } from '../route.ts'
import { Decide } from './Decide.tsx'
import { Facts } from './Facts.tsx'
import type { Step } from './StepDialog.tsx'
import { Steps } from './Steps.tsx'
import { load as loadTexts, t } from './texts.ts'
import { kindWord, StateBadge } from './words.tsx'
import './violations.css'

/** Loads the texts of requests too, because a waiver says for whom it waits. */
export const load = async () => {
  await Promise.all([loadTexts(), loadRequests()])
}

/** Shows one violation: what is known of the visit, what was said about it, and what can be decided. */
export default function Violation({ id }: { id: string }) {
  const { value: violation, failure, reload } = useGet(api.violations.read, { id })
  const [done, setDone] = useState<Step | null>(null)
  const back = { href: to.violations, label: t('back') }
  if (!violation)
    return (
      <PageFrame heading={t('heading')} back={back}>
        {failure ? <ReadFailed failure={failure} onRetry={reload} /> : <RowsSkeleton />}
      </PageFrame>
    )
  const { kind, state } = violation
  return (
    <PageFrame heading={kindWord(kind)} back={back} badges={<StateBadge state={state} />}>
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {done ? <Banner>{t(`${done}.done`)}</Banner> : null}
      <div class="two">
        <Facts violation={violation} />
        <div class="stack">
          <Decide
            violation={violation}
            onDone={(step) => {
              setDone(step)
              reload()
            }}
            onStale={reload}
          />
          <Steps violation={violation} />
        </div>
      </div>
    </PageFrame>
  )
}
