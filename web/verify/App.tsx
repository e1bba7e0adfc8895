import type { JWK } from 'jose'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocale } from '../i18n/use.ts'
import { Button } from '../ui/Button.tsx'
import { Banner, Skeleton } from '../ui/bits.tsx'
import { Field } from '../ui/Field.tsx'
import { Screen } from '../ui/Screen.tsx'
import { type CheckedText, check } from './check.ts'
import { keepOffline } from './offline.ts'
import { t } from './texts.ts'
import { Verdict } from './Verdict.tsx'

const FILE_MAX_BYTES = 5 * 1024 * 1024
const FILES_MAX = 50

interface Checked extends CheckedText {
  /** The files that were checked, or none for a text. */
  names: readonly string[]
}

/** Stands for a file that is empty, too long, or can no longer be read: nothing of ours. */
const NOTHING = '-'

async function textOf(file: File): Promise<string> {
  if (file.size > FILE_MAX_BYTES) return NOTHING
  return (await file.text().catch(() => '')).trim() || NOTHING
}

async function publishedKeys(): Promise<JWK[]> {
  const response = await fetch('/.well-known/jwks.json')
  if (!response.ok) throw new Error('no keys')
  return ((await response.json()) as { keys: JWK[] }).keys
}

/** Lets anyone check a receipt or evidence pack on their own device. Only the keys are loaded (R32). */
export function App() {
  useLocale()
  const [keys, setKeys] = useState<JWK[] | 'failed' | null>(null)
  const [text, setText] = useState('')
  const [checked, setChecked] = useState<Checked | null>(null)
  const asked = useRef(0)
  const load = () => {
    setKeys(null)
    publishedKeys().then(
      (published) => {
        setKeys(published)
        void keepOffline()
      },
      () => setKeys('failed'),
    )
  }
  useEffect(load, [])
  /** Checks anew what `read` gives. Until that is done no older verdict stands, and only the last one shows. */
  const run = async (read: () => string[] | Promise<string[]>, names: readonly string[] = []) => {
    if (!Array.isArray(keys)) return
    const mine = ++asked.current
    setChecked(null)
    const given = await read()
    if (!given.some((one) => one.trim())) return
    const found = await check(given, keys)
    if (mine === asked.current) setChecked({ ...found, names })
  }
  // A scanned receipt stands after the #, which no browser sends anywhere.
  useEffect(() => void run(() => [location.hash.slice(1)]), [keys])
  // A verdict about another text would be taken for one about this.
  const edit = (next: string) => {
    asked.current++
    setChecked(null)
    setText(next)
  }
  const open = (files: readonly File[]) => {
    const chosen = files.slice(0, FILES_MAX)
    if (chosen.length > 0)
      void run(
        () => Promise.all(chosen.map(textOf)),
        chosen.map(({ name }) => name),
      )
  }
  return (
    <Screen title="Sesame" heading={t('title')} lead={t('lead')}>
      {keys === 'failed' ? (
        <Banner kind="error">
          {t('keys')}{' '}
          <Button small kind="secondary" onClick={load}>
            {t('again')}
          </Button>
        </Banner>
      ) : null}
      {keys === null ? <Skeleton lines={2} height="64px" /> : null}
      {checked ? <Verdict checked={checked} names={checked.names} /> : null}
      {Array.isArray(keys) ? (
        <Ways text={text} onEdit={edit} onText={() => void run(() => [text])} onFiles={open} />
      ) : null}
    </Screen>
  )
}

interface WaysProps {
  text: string
  onEdit: (text: string) => void
  onText: () => void
  onFiles: (files: readonly File[]) => void
}

/** Takes a file, dropped or chosen, or pasted text. */
function Ways({ text, onEdit, onText, onFiles }: WaysProps) {
  return (
    <form
      class="stack"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        onFiles([...(event.dataTransfer?.files ?? [])])
      }}
      onSubmit={(event) => {
        event.preventDefault()
        onText()
      }}
    >
      <label class="card stack file">
        <strong>{t('file')}</strong>
        <span class="muted">{t('drop')}</span>
        <input
          type="file"
          multiple
          accept="application/json,text/plain,.json,.txt,.jws"
          onChange={({ currentTarget }) => {
            onFiles([...(currentTarget.files ?? [])])
            // A browser is silent when the same name is chosen again, though the file may be another by now.
            currentTarget.value = ''
          }}
        />
      </label>
      <Field label={t('paste')} hint={t('pasteHint')} value={text} onInput={onEdit} multiline />
      <Button type="submit" disabled={text.trim() === ''}>
        {t('check')}
      </Button>
    </form>
  )
}
