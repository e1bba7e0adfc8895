import { useState } from 'preact/hooks'
import type { WebhookDetails } from '../../../worker/api/webhooks/answers.ts'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Confirm } from '../parts.tsx'
import { Fields } from './Fields.tsx'
import { check, type Endpoint, formOf, refusedUrl, requestOf } from './form.ts'
import { t } from './texts.ts'

export interface EditProps {
  webhook: WebhookDetails
  endpoint: Endpoint
  onDone: () => void
  onClose: () => void
}

/** Changes address, events and format of an endpoint. A paused endpoint stays paused. */
export function Edit({ webhook, endpoint, onDone, onClose }: EditProps) {
  const [form, setForm] = useState(() => formOf(webhook))
  const [tried, setTried] = useState(false)
  const { busy, failure, send, forget } = useSend()
  const save = async () => {
    setTried(true)
    if (Object.keys(check(form, null)).length > 0) return
    const answer = await send(
      api.webhooks.put,
      endpoint.params,
      requestOf(form, webhook.enabled),
      endpoint.query,
    )
    if (!answer?.ok) return
    onClose()
    onDone()
  }
  const refused = refusedUrl(failure?.problem)
  return (
    <Confirm
      open
      title={t('editTitle', { id: webhook.id })}
      yes={t('save')}
      busy={busy}
      failure={refused ? undefined : failure}
      onYes={() => void save()}
      onClose={onClose}
    >
      <Fields
        form={form}
        errors={tried ? check(form, null) : {}}
        refused={refused}
        onChange={(next) => {
          forget()
          setForm(next)
        }}
      />
    </Confirm>
  )
}
