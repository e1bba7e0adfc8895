import { useLocation } from 'preact-iso'
import { devicePeople } from '../device/people.ts'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { PIN_PATH } from './paths.ts'
import { t } from './texts.ts'

/** Returns this device's courier, if the device signs for them. */
export const courierHere = (courierId: string | undefined) =>
  devicePeople().find(({ personId }) => personId === courierId)

/** Asks whoever has no PIN on this tablet to choose one, so that tomorrow's shift needs no invitation (R40). */
export function PinAsk({ courierId }: { courierId: string }) {
  const { route } = useLocation()
  const person = courierHere(courierId)
  if (!person || person.hasPin) return null
  return (
    <Banner
      action={
        <Button small kind="secondary" onClick={() => route(PIN_PATH)}>
          {t('pinAskYes')}
        </Button>
      }
    >
      {t('pinAsk')}
    </Banner>
  )
}
