import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Field } from '../../ui/Field.tsx'
import { Confirm } from '../parts.tsx'
import { requestsChanged } from '../requests/open.ts'
import { t } from './texts.ts'

export type Step = 'contest' | 'uphold' | 'waive'

const DECISION = { uphold: 'upheld', waive: 'waived' } as const

export interface StepDialogProps {
  step: Step
  id: string
  provider: string
  onClose: () => void
  onDone: () => void
}

/** Takes one step of the ledger, with the comment that goes with it. */
export function StepDialog({ step, id, provider, onClose, onDone }: StepDialogProps) {
  const [comment, setComment] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, failure, send } = useSend()
  const missing = !comment.trim()
  const take = async () => {
    setTried(true)
    if (missing) return
    const said = comment.trim()
    const answer =
      step === 'contest'
        ? await send(api.violations.contest, { id }, { comment: said })
        : await send(api.violations.decide, { id }, { decision: DECISION[step], comment: said })
    if (!answer?.ok) return
    requestsChanged()
    onDone()
  }
  return (
    <Confirm
      open
      title={step === 'contest' ? t('contest.title', { provider }) : t(`${step}.title`)}
      yes={t(step)}
      danger={step === 'uphold'}
      busy={busy}
      failure={failure}
      onYes={() => void take()}
      onClose={onClose}
    >
      <p>{t(`${step}.text`)}</p>
      <Field
        label={t('comment')}
        value={comment}
        onInput={setComment}
        multiline
        error={tried && missing ? t('commentMissing') : undefined}
        input={{ maxLength: 1000 }}
      />
    </Confirm>
  )
}
