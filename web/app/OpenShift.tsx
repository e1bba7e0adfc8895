import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { DEVICE_PIN_DIGITS } from '../../worker/domain/device-pin.ts'
import { type DevicePerson, devicePeople, notePerson } from '../device/people.ts'
import { openShift, type ShiftOpened } from '../device/shift.ts'
import { Button } from '../ui/Button.tsx'
import { Keypad } from '../ui/Keypad.tsx'
import { Screen } from '../ui/Screen.tsx'
import { roomOf } from './rooms.ts'
import { begin, makeWay, type StaffRole } from './sessions.ts'
import { t } from './texts.ts'

/** Returns who can open their next shift on this device, of a role or of any. */
export const shiftPeople = (role?: StaffRole): DevicePerson[] =>
  devicePeople().filter((person) => person.hasPin && (role === undefined || person.role === role))

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
export function ShiftPin({ person, onBack }: { person: DevicePerson; onBack: () => void }) {
  const { route } = useLocation()
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const [over, setOver] = useState(false)
  const open = async (pin: string) => {
    setBusy(true)
    setMessage('')
    await makeWay(person.role, person.personId)
    const answer = await openShift(person.personId, pin)
    setBusy(false)
    if (answer.ok) {
      begin(answer.session)
      // The room may be the very address that the ended session was shown at.
      route(roomOf(person.role)?.path ?? '/app/', true)
      return location.reload()
    }
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
