import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { t as deviceWord } from '../devices/texts.ts'
import { Confirm } from '../parts.tsx'
import type { InvitationRequest } from './forms.ts'
import { Invitation, type InvitationAnswer } from './Invitation.tsx'
import { t } from './texts.ts'

export interface Invitee {
  id: string
  name: string
  role: InvitationRequest['role']
  /** The point where counter staff work. */
  pointId?: string | null
  /** The person was just created, so there are no sessions to end. */
  fresh: boolean
}

/** Builds the request. A courier is the subject; other staff are invited to the same desk again. */
function requestOf({ id, role, pointId }: Invitee, lent: boolean): InvitationRequest {
  if (role === 'courier') return { role, subjectId: id, ...(lent && { lent }) }
  return { role, personId: id, ...(role === 'counter' && pointId ? { subjectId: pointId } : {}) }
}

/** Invites a known person to a device, after saying what that ends and what follows from it. */
export function InvitePerson({ person, onClose }: { person: Invitee; onClose: () => void }) {
  const [invitation, setInvitation] = useState<InvitationAnswer>()
  const [lent, setLent] = useState(false)
  const { busy, failure, send } = useSend()
  const { name } = person
  // Whoever has a passkey signs in with it, and nobody else in their name.
  const refused = failure?.problem.errors?.some(({ code }) => code === 'has-passkey') === true
  const invite = async () => {
    const answer = await send(api.people.invite, {}, requestOf(person, lent))
    if (answer?.ok) setInvitation({ ...answer.data, lent })
  }
  if (invitation) return <Invitation name={name} invitation={invitation} onClose={onClose} />
  return (
    <Confirm
      open
      title={t('inviteName', { name })}
      yes={t('make')}
      busy={busy}
      failure={refused ? undefined : failure}
      onYes={() => void invite()}
      onClose={onClose}
    >
      <p>{t('inviteText')}</p>
      {refused ? (
        <p class="banner error" role="alert">
          {t('inviteHasPasskey', { name })}
        </p>
      ) : null}
      {person.role === 'courier' ? (
        <label class="check">
          <input
            type="checkbox"
            checked={lent}
            onChange={({ currentTarget }) => setLent(currentTarget.checked)}
          />
          <span>
            {deviceWord('spare')}
            <span class="small muted">{deviceWord('spareText')}</span>
          </span>
        </label>
      ) : null}
      {person.fresh ? null : <p class="banner offline">{t('inviteAgain', { name })}</p>}
      {person.role === 'dispatcher' ? <p class="banner offline">{t('inviteDepends', { name })}</p> : null}
    </Confirm>
  )
}
