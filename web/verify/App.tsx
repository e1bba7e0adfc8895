import type { JWK } from 'jose'
import { useEffect, useState } from 'preact/hooks'
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
  const [checked, setChecked] = useState<CheckedText | null>(null)
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
  const run = async (...given: string[]) => {
    if (given.some((one) => one.trim()) && Array.isArray(keys)) setChecked(await check(given, keys))
  }
  // A scanned receipt stands after the #, which no browser sends anywhere.
  useEffect(() => void run(location.hash.slice(1)), [keys])
  const open = async (files: FileList | null | undefined) => {
    const chosen = [...(files ?? [])].slice(0, FILES_MAX)
    if (chosen.length === 0) return
    setChecked(null)
    await run(...(await Promise.all(chosen.map((file) => (file.size > FILE_MAX_BYTES ? '-' : file.text())))))
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
      {checked ? <Verdict checked={checked} /> : null}
      {Array.isArray(keys) ? <Ways text={text} setText={setText} run={run} open={open} /> : null}
    </Screen>
  )
}

interface WaysProps {
  text: string
  setText: (text: string) => void
  run: (...texts: string[]) => Promise<void>
  open: (files: FileList | null | undefined) => Promise<void>
}

/** Takes a file, dropped or chosen, or pasted text. */
function Ways({ text, setText, run, open }: WaysProps) {
  return (
    <form
      class="stack"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void open(event.dataTransfer?.files)
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void run(text)
      }}
    >
      <label class="card stack file">
        <strong>{t('file')}</strong>
        <span class="muted">{t('drop')}</span>
        <input
          type="file"
          multiple
          accept="application/json,text/plain,.json,.txt,.jws"
          onChange={(event) => void open(event.currentTarget.files)}
        />
      </label>
      <Field label={t('paste')} hint={t('pasteHint')} value={text} onInput={setText} multiline />
      <Button type="submit" disabled={text.trim() === ''}>
        {t('check')}
      </Button>
    </form>
  )
}
