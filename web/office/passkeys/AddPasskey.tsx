import { useContext, useState } from 'preact/hooks'
import { api, call } from '../../api/call.ts'
import { hasPasskeys, makePasskey } from '../../device/passkey.ts'
import { action } from '../../offline/action.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { SessionEnded } from '../use-get.ts'
import { refusedWords, unmadeWords } from './failure.ts'
import { platformName } from './name.ts'
import { t } from './texts.ts'

type Words = ReturnType<typeof refusedWords>

/** Adds a passkey: asks the server, then the platform, and keeps what that made. */
export function AddPasskey({ onAdded }: { onAdded: (name: string) => void }) {
  const ended = useContext(SessionEnded)
  const [name, setName] = useState(() => platformName(navigator.userAgent))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Words | null>(hasPasskeys() ? null : 'e.unsupported')

  const add = async (): Promise<Words | null> => {
    const asked = await call(api.passkeys.options, {}, {})
    if (asked.status === 401) ended()
    if (!asked.ok) return refusedWords(asked.code)
    const made = await makePasskey(asked.data)
    if (!made.ok) return unmadeWords(made.why)
    const given = { name: name.trim() || t('title'), response: made.response }
    const kept = await action(api.passkeys.add, {}, given, { ended })
    if (!kept.ok) return refusedWords(kept.code)
    onAdded(kept.data.name)
    return null
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setError(null)
    setError(await add())
    setBusy(false)
  }
  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <Field
        label={t('name')}
        hint={t('nameHint')}
        value={name}
        onInput={setName}
        input={{ maxLength: 60, autoComplete: 'off' }}
      />
      <p class="error" role="alert">
        {error ? t(error) : null}
      </p>
      <Button type="submit" busy={busy} disabled={!hasPasskeys()}>
        {t('add')}
      </Button>
    </form>
  )
}
