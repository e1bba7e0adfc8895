import { useState } from 'preact/hooks'
import { Field } from '../../ui/Field.tsx'
import { Confirm } from '../parts.tsx'
import { requestsChanged } from '../requests/open.ts'
import { useSend } from '../use-send.ts'

import { t } from './texts.ts'

/** Where a step is sent and what with. */
const REQUESTS: Record<Step, (comment: string) => { call: string; body: object }> = {
  contest: (comment) => ({ call: 'contest', body: { comment } }),
  uphold: (comment) => ({ call: 'decide', body: { decision: 'upheld', comment } }),
  waive: (comment) => ({ call: 'decide', body: { decision: 'waived', comment } }),
}

export interface StepDialogProps {
  step: Step
  path: string
  provider: string
  onClose: () => void
  onDone: () => void
}

/** One step of the ledger, with the sentence that stands beside it. */
export function StepDialog({ step, path, provider, onClose, onDone }: StepDialogProps) {
  const [comment, setComment] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, failure, send } = useSend()
  const missing = !comment.trim()
  const take = async () => {
    setTried(true)
    if (missing) return
    const { call, body } = REQUESTS[step](comment.trim())
    const answer = await send('POST', `${path}/${call}`, body)
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

export type Step = 'contest' | 'uphold' | 'waive'
