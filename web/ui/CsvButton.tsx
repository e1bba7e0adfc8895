import { useEffect, useRef, useState } from 'preact/hooks'
import { download } from '../api/download.ts'
import { locale } from '../i18n/locale.ts'
import { inline } from '../i18n/texts.ts'
import { Button } from './Button.tsx'
import { saveFile } from './save.ts'

const t = inline({
  en: {
    csv: 'CSV',
    title: 'CSV: download the list as a table',
    lines: { one: 'CSV: {count} line…', other: 'CSV: {count} lines…' },
    done: { one: 'Downloaded: {count} line.', other: 'Downloaded: {count} lines.' },
    capped: 'Downloaded, but not all: the list is longer. Narrow the filter and download again.',
    offline: 'The download broke off; nothing was saved. Check the network and try again.',
    failed: 'The download did not work. Try again; if it keeps happening, tell your administrator.',
  },
  fr: {
    csv: 'CSV',
    title: 'CSV : télécharger la liste en tableau',
    lines: { one: 'CSV : {count} ligne…', other: 'CSV : {count} lignes…' },
    done: { one: 'Téléchargé : {count} ligne.', other: 'Téléchargé : {count} lignes.' },
    capped: 'Téléchargé, mais pas tout : la liste est plus longue. Resserrez le filtre et recommencez.',
    offline: 'Le téléchargement s’est interrompu ; rien n’est enregistré. Vérifiez le réseau et réessayez.',
    failed: 'Le téléchargement a échoué. Réessayez ; si cela persiste, prévenez votre administrateur.',
  },
  ru: {
    csv: 'CSV',
    title: 'CSV: скачать список таблицей',
    lines: {
      one: 'CSV: {count} строка…',
      few: 'CSV: {count} строки…',
      many: 'CSV: {count} строк…',
      other: 'CSV: {count} строки…',
    },
    done: {
      one: 'Скачано: {count} строка.',
      few: 'Скачано: {count} строки.',
      many: 'Скачано: {count} строк.',
      other: 'Скачано: {count} строки.',
    },
    capped: 'Скачано, но не всё: список длиннее. Сузьте фильтр и скачайте ещё раз.',
    offline: 'Загрузка оборвалась, ничего не сохранено. Проверьте сеть и попробуйте снова.',
    failed: 'Скачать не получилось. Попробуйте ещё раз; если повторится, сообщите администратору.',
  },
})

export interface CsvButtonProps {
  /** The list's own address with its filters. */
  path: string
  /** The search text, which is sent in a header and not in the address. */
  search?: string
  /** The file's name without its extension. */
  name: string
  onSignedOut: () => void
}

type State =
  | { state: 'busy'; lines: number }
  | { state: 'done'; lines: number }
  | { state: 'capped' | 'offline' | 'failed' }
  | null

/** Downloads a list as a table, and shows progress and failures. */
export function CsvButton({ path, search, name, onSignedOut }: CsvButtonProps) {
  const [now, setNow] = useState<State>(null)
  const live = useRef(true)
  const leave = () => {
    live.current = false
  }
  useEffect(() => leave, [])
  // A message about one list does not apply to the list of another filter.
  useEffect(() => setNow((then) => (then?.state === 'busy' ? then : null)), [path, search])
  const busy = now?.state === 'busy'
  const start = async () => {
    const tell = (state: State) => live.current && setNow(state)
    let lines = 0
    tell({ state: 'busy', lines })
    const at = `${path}${path.includes('?') ? '&' : '?'}format=csv&locale=${locale()}`
    const onLines = (count: number) => {
      lines = count
      tell({ state: 'busy', lines })
    }
    const answer = await download(at, onLines, { search })
    if (!answer.ok) {
      if (answer.status === 401) onSignedOut()
      return tell({ state: answer.code === 'offline' ? 'offline' : 'failed' })
    }
    saveFile(`${name}.csv`, answer.content)
    tell(answer.capped ? { state: 'capped' } : { state: 'done', lines })
  }
  const said =
    !now || now.state === 'busy' ? '' : now.state === 'done' ? t('done', { count: now.lines }) : t(now.state)
  return (
    <span class="csv">
      <Button
        small
        kind="secondary"
        busy={busy}
        {...(!busy && { 'aria-label': t('title') })}
        onClick={() => void start()}
      >
        {busy && now.lines > 0 ? t('lines', { count: now.lines }) : t('csv')}
      </Button>
      <span class="csv-said" data-state={now?.state} role="status">
        {said}
      </span>
    </span>
  )
}
