import { useState } from 'preact/hooks'
import { Confirm } from '../parts.tsx'
import { useSend } from '../use-send.ts'
import { Invitation, type InvitationAnswer } from './Invitation.tsx'
import { t } from './texts.ts'

export interface InviteCourierProps {
  courier: { id: string; name: string /** Just created: there are no sessions to end. */; fresh: boolean }
  onClose: () => void
}

/** Invites a courier to a tablet, after saying that it ends their earlier sessions. */
export function InviteCourier({ courier, onClose }: InviteCourierProps) {
  const [invitation, setInvitation] = useState<InvitationAnswer>()
  const { busy, failure, send } = useSend()
  const invite = async () => {
    const answer = await send<InvitationAnswer>('POST', '/api/invitations', {
      role: 'courier',
      subjectId: courier.id,
    })
    if (answer?.ok) setInvitation(answer.data)
  }
  if (invitation) return <Invitation name={courier.name} invitation={invitation} onClose={onClose} />
  return (
    <Confirm
      open
      title={t('inviteName', { name: courier.name })}
      yes={t('make')}
      busy={busy}
      failure={failure}
      onYes={() => void invite()}
      onClose={onClose}
    >
      <p>{t('inviteText')}</p>
      {courier.fresh ? null : <p class="banner offline">{t('inviteAgain', { name: courier.name })}</p>}
    </Confirm>
  )
}
