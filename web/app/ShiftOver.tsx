import { useState } from 'preact/hooks'
import type { DevicePerson } from '../device/people.ts'
import { Button } from '../ui/Button.tsx'
import { Screen } from '../ui/Screen.tsx'
import { OpenShift, ShiftPeople, shiftPeople } from './OpenShift.tsx'
import type { StaffRole } from './sessions.ts'
import { t } from './texts.ts'

/** Says that the session has ended, and how the next one is opened: by a PIN of this device, or by an invitation. */
export function ShiftOver({ role }: { role: StaffRole }) {
  const [chosen, setChosen] = useState<DevicePerson>()
  const people = shiftPeople(role)
  if (chosen) return <OpenShift person={chosen} onBack={() => setChosen(undefined)} />
  return (
    <Screen
      title="Sesame"
      heading={t('signedOut')}
      lead={t(people.length > 0 ? 'nextShift' : 'signedOutWhy')}
      actions={
        <Button kind="secondary" href="/app/">
          {t('back')}
        </Button>
      }
    >
      {people.length > 0 ? <ShiftPeople people={people} onChoose={setChosen} /> : null}
    </Screen>
  )
}
