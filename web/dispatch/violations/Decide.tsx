import { useState } from 'preact/hooks'
import type { ViolationView } from '../../../worker/api/violations/answers.ts'
import type { ViolationState } from '../../../worker/domain/terms.ts'
import { Button, type ButtonKind } from '../../ui/Button.tsx'
import { useRequestsAbout } from '../requests/open.ts'
import { PendingFor } from '../requests/Pending.tsx'
import { type Step, StepDialog } from './StepDialog.tsx'
import { t } from './texts.ts'

/** What may follow in each state, the most likely last. The server decides. */
const NEXT: Record<ViolationState, readonly Step[]> = {
  suspected: ['contest', 'waive', 'uphold'],
  contested: ['waive', 'uphold'],
  'waiver-proposed': ['uphold'],
  upheld: [],
  waived: [],
}

export interface DecideProps {
  violation: ViolationView
  onDone: (step: Step) => void
  /** Called when somebody else was faster, so that the page is out of date. */
  onStale: () => void
}

/** Offers the next steps: contest, uphold, or waive with a second person (R9, R27). */
export function Decide({ violation, onDone, onStale }: DecideProps) {
  const [asked, setAsked] = useState<Step | null>(null)
  const { state } = violation
  const waiver = useRequestsAbout(({ id }) => id.startsWith(`waiver:${violation.id}:`), onStale).at(0)
  const steps = NEXT[state]
  const kindOf = (step: Step, index: number): ButtonKind =>
    step === 'uphold' ? 'danger' : index === steps.length - 1 ? 'primary' : 'secondary'
  if (steps.length === 0) return <p class="card muted">{t('final')}</p>
  return (
    <section class="card decide">
      {state === 'waiver-proposed' ? (
        <>
          <p>{t('needsSecond')}</p>
          <PendingFor request={waiver} />
        </>
      ) : null}
      <div class="decide-actions">
        {steps.map((step, index) => (
          <Button key={step} small kind={kindOf(step, index)} onClick={() => setAsked(step)}>
            {t(step)}
          </Button>
        ))}
      </div>
      {asked ? (
        <StepDialog
          key={asked}
          step={asked}
          id={violation.id}
          provider={violation.providerName || t('noProvider')}
          onClose={() => {
            setAsked(null)
            onStale()
          }}
          onDone={() => {
            setAsked(null)
            onDone(asked)
          }}
        />
      ) : null}
    </section>
  )
}
