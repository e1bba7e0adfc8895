import { useState } from 'preact/hooks'
import { PASSKEYS_MAX } from '../../../worker/domain/limits.ts'
import { api } from '../../api/call.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, Skeleton } from '../../ui/bits.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useGet } from '../use-get.ts'
import { AddPasskey } from './AddPasskey.tsx'
import { passkeysChanged } from './changed.ts'
import { PasskeyLine } from './PasskeyLine.tsx'
import './passkeys.css'
import { t } from './texts.ts'

/** Shows whoever is signed in their own passkeys: to add, rename and remove. */
export default function Passkeys({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} title={t('title')} onClose={onClose}>
      <Own />
    </Dialog>
  )
}

function Own() {
  const { value, failure, reload } = useGet(api.passkeys.list, {})
  const [said, setSaid] = useState('')
  const changed = (words: string) => {
    setSaid(words)
    reload()
    // What is offered behind the dialog is gone by the time it closes.
    passkeysChanged()
  }
  const items = value?.items
  return (
    <>
      <p class="muted">{t('lead')}</p>
      <p class="passkey-said" role="status">
        {said}
      </p>
      {failure ? (
        <Banner
          kind="error"
          action={
            <Button small kind="secondary" onClick={reload}>
              {t('retry')}
            </Button>
          }
        >
          {t('readFailed')}
        </Banner>
      ) : null}
      {!items && !failure ? <Skeleton lines={2} height="64px" /> : null}
      {items?.length === 0 ? <p>{t('none')}</p> : null}
      {items && items.length > 0 ? (
        <ul class="passkeys">
          {items.map((passkey) => (
            <PasskeyLine
              key={passkey.id}
              passkey={passkey}
              last={items.length === 1}
              onChanged={() => changed('')}
            />
          ))}
        </ul>
      ) : null}
      {items && items.length >= PASSKEYS_MAX ? <p class="muted">{t('full')}</p> : null}
      {items && items.length < PASSKEYS_MAX ? (
        <AddPasskey onAdded={(name) => changed(t('addedNow', { name }))} />
      ) : null}
    </>
  )
}
