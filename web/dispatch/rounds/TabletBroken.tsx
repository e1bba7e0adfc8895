import { useState } from 'preact/hooks'
import type { RoundView } from '../../../worker/api/rounds/answers.ts'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { Field } from '../../ui/Field.tsx'
import { useLazy } from '../../ui/hooks.ts'
import { Confirm } from '../parts.tsx'
import type { InvitationAnswer } from '../people/Invitation.tsx'
import { t } from './texts.ts'
import '../people/people.css'

type Answer = Partial<InvitationAnswer>

/** Records a broken, lost or stolen tablet (R17): why, what follows, and a substitute phone's invitation. */
export function TabletBroken({ round, onDone }: { round: RoundView; onDone: () => void }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [answer, setAnswer] = useState<Answer>()
  const { busy, failure, send, forget } = useSend()
  const toggle = (next: boolean) => {
    forget()
    setMissing(false)
    setOpen(next)
  }
  const record = async () => {
    if (!reason.trim()) return setMissing(true)
    const recorded = await send(api.rounds.deviceFailure, { id: round.id }, { reason: reason.trim() })
    if (!recorded?.ok) return
    setOpen(false)
    setReason('')
    setAnswer(recorded.data)
    onDone()
  }
  const name = round.courierName || t('round')
  return (
    <>
      <Button small kind="danger" onClick={() => toggle(true)}>
        {t('tabletBroken')}
      </Button>
      {answer && !answer.url ? <Banner>{t('tabletDepot')}</Banner> : null}
      <Confirm
        open={open}
        title={t('tabletTitle', { name })}
        yes={t('tabletYes')}
        danger
        busy={busy}
        failure={failure}
        onYes={() => void record()}
        onClose={() => toggle(false)}
      >
        <p>{t('tabletText')}</p>
        <ul class="follows">
          <li>{t('tabletIdentity')}</li>
          <li>{t('tabletBack')}</li>
        </ul>
        <Field
          label={t('tabletReason')}
          value={reason}
          onInput={setReason}
          hint={t('tabletReasonHint')}
          error={missing && !reason.trim() ? t('e.reason') : undefined}
          multiline
          input={{ maxLength: 500 }}
        />
      </Confirm>
      {answer?.url && answer.expiresAt ? (
        <Substitute
          name={name}
          invitation={{ url: answer.url, expiresAt: answer.expiresAt }}
          onClose={() => setAnswer(undefined)}
        />
      ) : null}
    </>
  )
}

interface SubstituteProps {
  name: string
  invitation: InvitationAnswer
  onClose: () => void
}

/** Shows the substitute phone's invitation. Component and words belong to People and load when needed. */
function Substitute(props: SubstituteProps) {
  const part = useLazy(async () => {
    const [module, texts] = await Promise.all([
      import('../people/Invitation.tsx'),
      import('../people/texts.ts'),
    ])
    await texts.load()
    return module
  })
  if (part.state === 'ready') return <part.value.Invitation {...props} />
  if (part.state === 'loading') return null
  return (
    <Banner
      kind="error"
      action={
        <Button small kind="secondary" onClick={part.retry}>
          {t('showInvitation')}
        </Button>
      }
    >
      {t('invitationFailed')}
    </Banner>
  )
}
