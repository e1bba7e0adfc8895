import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { DEVICE_PIN_DIGITS, isTrivialPin } from '../../worker/domain/device-pin.ts'
import { api } from '../api/call.ts'
import { devicePeople, notePerson } from '../device/people.ts'
import { action } from '../offline/action.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/bits.tsx'
import { Keypad } from '../ui/Keypad.tsx'
import { Screen } from '../ui/Screen.tsx'
import { ROUND_PATH } from './paths.ts'
import { refusalKey } from './refusals.ts'
import { round } from './round-state.ts'
import { t } from './texts.ts'

/** Lets the courier choose the PIN that opens tomorrow's shift on this tablet (R40): typed twice, kept nowhere here. */
export function PinScreen() {
  const { route } = useLocation()
  const [first, setFirst] = useState('')
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState('')
  const [done, setDone] = useState(false)
  const back = () => route(ROUND_PATH, true)
  const keep = async (pin: string) => {
    setBusy(true)
    const answer = await action(api.session.setPin, {}, { pin }, { unrepeatable: true })
    setBusy(false)
    setFirst('')
    if (!answer.ok)
      return setMessage(t(answer.code === 'no-device' ? 'pinNoDevice' : refusalKey(answer.code)))
    const personId = round.value?.courier.id
    const person = devicePeople().find((one) => one.personId === personId)
    if (person) notePerson({ ...person, hasPin: true })
    setDone(true)
  }
  const take = (pin: string) => {
    setMessage('')
    if (isTrivialPin(pin)) return setMessage(t('pinTrivial'))
    if (first === '') return setFirst(pin)
    if (pin === first) return void keep(pin)
    setFirst('')
    setMessage(t('pinDiffers'))
  }
  return (
    <Screen
      title={t('pinTitle')}
      onBack={back}
      actions={done ? <Button onClick={back}>{t('toRound')}</Button> : null}
    >
      {done ? (
        <EmptyState title={t('pinDone')}>{t('pinDoneText')}</EmptyState>
      ) : (
        <Keypad
          // The second entry begins with empty boxes, whatever the first one left.
          key={first === '' ? 'first' : 'second'}
          digits={DEVICE_PIN_DIGITS}
          label={t(first === '' ? 'pinChoose' : 'pinRepeat')}
          submitLabel={t(first === '' ? 'pinNext' : 'pinKeep')}
          message={message}
          busy={busy}
          onSubmit={take}
        />
      )}
    </Screen>
  )
}
