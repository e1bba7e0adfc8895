import { useEffect, useState } from 'preact/hooks'
import { api } from '../../api/call.ts'
import { knownSessions, type StaffRole } from '../../app/sessions.ts'
import { keyOf } from '../../device/keys.ts'
import { hasPasskeys } from '../../device/passkey.ts'
import { Button } from '../../ui/Button.tsx'
import { useLazy } from '../../ui/hooks.ts'
import { useGet } from '../use-get.ts'
import { onPasskeysChanged } from './changed.ts'
import { saidLater, sayLater } from './later.ts'
import { PasskeysDialog } from './PasskeysButton.tsx'
import './in-room.css'
import { load, t } from './texts.ts'

/** Whether this browser is a device of whoever works in the room, and so can have a passkey. */
async function enrolled(room: StaffRole): Promise<boolean> {
  const personId = knownSessions().find(({ role }) => role === room)?.personId
  return personId !== undefined && (await keyOf(personId)) !== null
}

/** Offers whoever has no passkey yet to add one, until they do or say "later" for a day. */
export function PasskeyOffer({ room }: { room: StaffRole }) {
  const [may, setMay] = useState(false)
  useEffect(() => {
    if (hasPasskeys() && !saidLater()) void enrolled(room).then(setMay)
  }, [room])
  return may ? <Offer onLater={() => setMay(false)} /> : null
}

function Offer({ onLater }: { onLater: () => void }) {
  const texts = useLazy(load)
  const { value, reload } = useGet(api.passkeys.list, {})
  const [open, setOpen] = useState(false)
  useEffect(() => onPasskeysChanged(reload), [reload])
  const later = () => {
    sayLater()
    onLater()
  }
  // The dialog stays open after the first was added, as its list is what the person looks at.
  if (open) return <PasskeysDialog onClose={() => setOpen(false)} />
  if (texts.state !== 'ready' || value?.items.length !== 0) return null
  return (
    <div class="banner info passkey-offer" role="status">
      <span>{t('offer')}</span>
      <Button small onClick={() => setOpen(true)}>
        {t('offerAdd')}
      </Button>
      <Button small kind="secondary" onClick={later}>
        {t('offerLater')}
      </Button>
    </div>
  )
}
