import { useState } from 'preact/hooks'
import type { DeviceLine } from '../../../worker/api/devices/answers.ts'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../parts.tsx'
import { t } from './texts.ts'

export interface RevokeDeviceProps {
  device: DeviceLine
  /** Gets what happened, in words. */
  onDone: (said: string) => void
  onClose: () => void
}

/** Asks before one device is revoked, and says what follows. */
export function RevokeDevice({ device, onDone, onClose }: RevokeDeviceProps) {
  const { busy, failure, send } = useSend()
  const { id, name: deviceName, personName: name, unsent } = device
  const revoke = async () => {
    const answer = await send(api.devices.revoke, { id }, {})
    if (answer?.ok) onDone(t('revokedDone', { device: deviceName, name }))
  }
  return (
    <Confirm
      open
      danger
      title={t('revokeTitle', { device: deviceName, name })}
      yes={t('revoke')}
      busy={busy}
      failure={failure}
      onYes={() => void revoke()}
      onClose={onClose}
    >
      <p>{t('revokeText')}</p>
      {unsent > 0 ? <p class="banner offline">{t('revokeUnsent', { count: unsent })}</p> : null}
    </Confirm>
  )
}

export interface RevokeAllProps {
  person: { id: string; name: string }
  onDone: (said: string) => void
}

/** Revokes all devices of a person after a question. Their sessions and open invitations end as well. */
export function RevokeAll({ person, onDone }: RevokeAllProps) {
  const [asked, setAsked] = useState(false)
  const { busy, failure, send } = useSend()
  const { id, name } = person
  const revoke = async () => {
    const answer = await send(api.people.revoke, { id }, {})
    if (!answer?.ok) return
    setAsked(false)
    onDone(t('revokedAll', { name }))
  }
  return (
    <>
      <Button small kind="danger" onClick={() => setAsked(true)}>
        {t('revokeAll')}
      </Button>
      <Confirm
        open={asked}
        danger
        title={t('revokeAllTitle', { name })}
        yes={t('revokeAll')}
        busy={busy}
        failure={failure}
        onYes={() => void revoke()}
        onClose={() => setAsked(false)}
      >
        <p>{t('revokeAllText')}</p>
      </Confirm>
    </>
  )
}
