import { useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Field } from '../../ui/Field.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Confirm } from '../parts.tsx'
import { roleWord } from '../words.ts'
import { checkInvite, type InviteForm, inviteOf, STAFF_ROLES } from './forms.ts'
import { Invitation, type InvitationAnswer } from './Invitation.tsx'
import { t } from './texts.ts'

export interface InviteStaffProps {
  points: { id: string; name: string }[]
  onClose: () => void
}

/** Invites a new person: a name, a role, and the point for a counter. */
export function InviteStaff({ points, onClose }: InviteStaffProps) {
  const [form, setForm] = useState<InviteForm>({ role: 'counter', name: '', pointId: '' })
  const [tried, setTried] = useState(false)
  const [invitation, setInvitation] = useState<InvitationAnswer>()
  const { busy, failure, send } = useSend()
  const errors = tried ? checkInvite(form) : {}
  const invite = async () => {
    setTried(true)
    if (Object.keys(checkInvite(form)).length > 0) return
    const answer = await send(api.people.invite, {}, inviteOf(form))
    if (answer?.ok) setInvitation(answer.data)
  }
  if (invitation) return <Invitation name={form.name.trim()} invitation={invitation} onClose={onClose} />
  return (
    <Confirm
      open
      title={t('inviteTitle')}
      yes={t('make')}
      busy={busy}
      failure={failure}
      onYes={() => void invite()}
      onClose={onClose}
    >
      <p>{t('inviteText')}</p>
      <Segmented
        label={t('role')}
        value={form.role}
        options={STAFF_ROLES.map((value) => ({ value, label: roleWord(value) }))}
        onChange={(role) => setForm({ ...form, role })}
      />
      <Field
        label={t('nameOf')}
        hint={t('nameHint')}
        value={form.name}
        onInput={(name) => setForm({ ...form, name })}
        input={{ maxLength: 120, autoComplete: 'off' }}
        error={errors.name && t(`e.${errors.name}`)}
      />
      {form.role === 'counter' ? (
        <Field
          label={t('point')}
          hint={points.length === 0 ? t('noPoints') : undefined}
          error={errors.pointId && t(`e.${errors.pointId}`)}
        >
          {(attributes) => (
            <select
              {...attributes}
              value={form.pointId}
              onChange={(event) => setForm({ ...form, pointId: event.currentTarget.value })}
            >
              <option value="">{t('chooseProvider')}</option>
              {points.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
    </Confirm>
  )
}
