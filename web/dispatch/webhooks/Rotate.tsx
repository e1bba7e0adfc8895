import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Confirm } from '../parts.tsx'
import type { Endpoint } from './form.ts'
import { SecretShown } from './SecretShown.tsx'
import { t } from './texts.ts'

export interface RotateProps {
  id: string
  endpoint: Endpoint
  onDone: () => void
  onClose: () => void
}

/** Creates a new secret. The old one keeps signing beside it for a day. */
export function Rotate({ id, endpoint, onDone, onClose }: RotateProps) {
  const [secret, setSecret] = useState('')
  const { busy, failure, send } = useSend()
  const rotate = async () => {
    const answer = await send(api.webhooks.rotate, endpoint.params, {}, endpoint.query)
    if (!answer?.ok) return
    setSecret(answer.data.secret ?? '')
    onDone()
  }
  if (secret) return <SecretShown id={id} secret={secret} rotated onClose={onClose} />
  return (
    <Confirm
      open
      title={t('rotateTitle', { id })}
      yes={t('rotate')}
      busy={busy}
      failure={failure}
      onYes={() => void rotate()}
      onClose={onClose}
    >
      <p>{t('rotateText')}</p>
    </Confirm>
  )
}
