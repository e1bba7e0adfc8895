import { useState } from 'preact/hooks'
import { type AnswerAt, api } from '../../api/call.ts'
import { day } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { useSend } from '../use-send.ts'
import { refusedWords } from './failure.ts'
import { t } from './texts.ts'

type Passkey = AnswerAt<typeof api.passkeys.list>['items'][number]

interface Props {
  passkey: Passkey
  /** Whether it is the only one left. */
  last: boolean
  onChanged: () => void
}

/** Shows one passkey, to rename or remove after a question. */
export function PasskeyLine({ passkey, last, onChanged }: Props) {
  const { id, name, addedAt, lastUsedAt } = passkey
  const [doing, setDoing] = useState<'rename' | 'remove' | null>(null)
  const [next, setNext] = useState(name)
  const { busy, failure, send, forget } = useSend()
  const stop = () => {
    setDoing(null)
    forget()
  }
  const finish = (done: boolean | undefined) => {
    if (!done) return
    setDoing(null)
    onChanged()
  }
  const rename = async (event: Event) => {
    event.preventDefault()
    finish((await send(api.passkeys.rename, { id }, { name: next.trim() || name }))?.ok)
  }
  const remove = async () => finish((await send(api.passkeys.remove, { id }, {}))?.ok)
  const failed = (
    <p class="error" role="alert">
      {failure ? t(refusedWords(failure.code)) : null}
    </p>
  )
  const cancel = (
    <Button small kind="secondary" onClick={stop}>
      {t('cancel')}
    </Button>
  )
  if (doing === 'rename')
    return (
      <li>
        <form class="stack" onSubmit={(event) => void rename(event)}>
          <Field
            label={t('name')}
            value={next}
            onInput={setNext}
            input={{ maxLength: 60, autoComplete: 'off' }}
          />
          {failed}
          <div class="row">
            <Button small type="submit" busy={busy}>
              {t('save')}
            </Button>
            {cancel}
          </div>
        </form>
      </li>
    )
  if (doing === 'remove')
    return (
      <li class="stack">
        <h3>{t('removeTitle', { name })}</h3>
        <p>{t('removeText')}</p>
        {last ? <p class="banner offline">{t('removeLast')}</p> : null}
        {failed}
        <div class="row">
          <Button small kind="danger" busy={busy} onClick={() => void remove()}>
            {t('remove')}
          </Button>
          {cancel}
        </div>
      </li>
    )
  return (
    <li class="passkey">
      <span>
        <b>{name}</b>
        <span class="small muted">
          {t('added', { day: day(addedAt) })},{' '}
          {lastUsedAt ? t('used', { day: day(lastUsedAt) }) : t('unused')}
        </span>
      </span>
      <Button
        small
        kind="secondary"
        aria-label={t('renameName', { name })}
        onClick={() => setDoing('rename')}
      >
        {t('rename')}
      </Button>
      <Button
        small
        kind="secondary"
        aria-label={t('removeName', { name })}
        onClick={() => setDoing('remove')}
      >
        {t('remove')}
      </Button>
    </li>
  )
}
