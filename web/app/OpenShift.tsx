import { useEffect, useState } from 'preact/hooks'
import type { SessionOpened } from '../../worker/api/session/answers.ts'
import { DEVICE_PIN_DIGITS } from '../../worker/domain/device-pin.ts'
import { assertPasskey, type NoPasskey } from '../device/passkey.ts'
import { type DevicePerson, devicePeople, notePerson } from '../device/people.ts'
import { openShift, type ShiftOpened } from '../device/shift.ts'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { Keypad } from '../ui/Keypad.tsx'
import { Screen } from '../ui/Screen.tsx'
import { roomOf } from './rooms.ts'
import { type StaffRole, takeOver } from './sessions.ts'
import { t } from './texts.ts'

/** Whether a person opens their shift with a PIN; whoever works in an office has passkeys for it. */
const byPin = ({ role }: Pick<DevicePerson, 'role'>) => role === 'courier'

/** Returns who can open their next shift on this device, of a role or of any. */
export const shiftPeople = (role?: StaffRole): DevicePerson[] =>
  devicePeople().filter(
    (person) => (person.hasPin || !byPin(person)) && (role === undefined || person.role === role),
  )

/** Lets a person in whose shift was opened: their room is shown as at its first opening. */
async function enter(role: StaffRole, session: SessionOpened): Promise<void> {
  await takeOver(session)
  const room = roomOf(role)?.path ?? '/app/'
  // Whoever stood at an address of the room goes on there; what it shows has to be read anew.
  if (location.pathname.startsWith(room) && room !== '/app/') location.reload()
  else location.replace(room)
}

/** Opens a person's next shift: their PIN is asked for, or their passkey at once. */
export const OpenShift = (props: { person: DevicePerson; onBack: () => void }) =>
  byPin(props.person) ? <ShiftPin {...props} /> : <ShiftPasskey {...props} />

const NO_PASSKEY: Record<
  NoPasskey,
  'passkeyUnsupported' | 'passkeyCancelled' | 'passkeyNone' | 'offline' | 'failed'
> = {
  ...{ unsupported: 'passkeyUnsupported', cancelled: 'passkeyCancelled', none: 'passkeyNone' },
  ...{ known: 'failed', unfit: 'passkeyUnsupported', offline: 'offline', failed: 'failed' },
}

/** Asks a person's passkey and opens their next shift (R40). */
function ShiftPasskey({ person, onBack }: { person: DevicePerson; onBack: () => void }) {
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const open = async () => {
    setBusy(true)
    setMessage('')
    const asked = await assertPasskey(person.personId)
    const answer = asked.ok ? await openShift(person.personId, { passkey: asked.response }) : null
    if (answer?.ok) return enter(person.role, answer.session)
    setBusy(false)
    setMessage(answer ? messageOf(answer) : t(asked.ok ? 'failed' : NO_PASSKEY[asked.why]))
  }
  // The tap on the name was the tap that a browser wants to see.
  useEffect(() => void open(), [])
  return (
    <Screen
      title="Sesame"
      heading={person.name || t(person.role)}
      lead={t('passkeyAsk')}
      top={message ? <Banner kind="error">{message}</Banner> : null}
      actions={
        <>
          <Button busy={busy} onClick={() => void open()}>
            {t('passkeyOpen')}
          </Button>
          <Button kind="secondary" onClick={onBack}>
            {t('back')}
          </Button>
        </>
      }
    >
      {null}
    </Screen>
  )
}

/** Lists the people of this device; a tap on a name asks for the PIN. */
export function ShiftPeople({
  people,
  onChoose,
}: {
  people: DevicePerson[]
  onChoose: (who: DevicePerson) => void
}) {
  return (
    <ul class="stack">
      {people.map((person) => (
        <li key={person.personId}>
          <button type="button" class="card person-choice" onClick={() => onChoose(person)}>
            <strong class="clamp">{person.name || t(person.role)}</strong>
            <span class="muted">{t(person.role)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function messageOf(answer: Exclude<ShiftOpened, { ok: true }>): string {
  if (answer.why === 'wrong') return t('pinWrong', { count: answer.left })
  const words = { closed: 'pinClosed', invite: 'pinInvite', offline: 'offline', failed: 'failed' } as const
  return t(words[answer.why])
}

/** Asks a person for their device PIN and opens their next shift (R40). */
function ShiftPin({ person, onBack }: { person: DevicePerson; onBack: () => void }) {
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const [over, setOver] = useState(false)
  const open = async (pin: string) => {
    setBusy(true)
    setMessage('')
    const answer = await openShift(person.personId, { pin })
    if (answer.ok) return enter(person.role, answer.session)
    setBusy(false)
    setMessage(messageOf(answer))
    if (answer.why !== 'closed' && answer.why !== 'invite') return
    setOver(true)
    notePerson({ ...person, hasPin: false })
  }
  return (
    <Screen
      title="Sesame"
      heading={over ? t('pinOver') : undefined}
      lead={over ? message : undefined}
      actions={
        <Button kind="secondary" onClick={onBack}>
          {t('back')}
        </Button>
      }
    >
      {over ? null : (
        <Keypad
          digits={DEVICE_PIN_DIGITS}
          label={t('pinOf', { name: person.name })}
          submitLabel={t('pinOpen')}
          message={message}
          busy={busy}
          onSubmit={(pin) => void open(pin)}
        />
      )}
    </Screen>
  )
}
