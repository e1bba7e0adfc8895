import { useState } from 'preact/hooks'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { NameFilter } from './NameFilter.tsx'
import {
  putBack,
  readFilters,
  SAVED_MAX,
  type SavedFilter,
  saveFilters,
  without,
  withSaved,
} from './store.ts'
import { t } from './texts.ts'
import './saved.css'

export interface SavedFiltersProps {
  /** Which list the filters belong to. It is part of the key in the browser's storage. */
  of: string
  /** The address of the list, and its current query, which is empty without a filter. */
  path: string
  query: string
  /** Called when a saved filter is opened, so that what is kept outside the address is dropped. */
  onChoose?: () => void
}

/** Shows saved filters as chips that lead to them. The current one can be added, each can be removed. */
export function SavedFilters({ of, path, query, onChoose }: SavedFiltersProps) {
  const [saved, setSaved] = useState(() => readFilters(of))
  const [naming, setNaming] = useState<string | null>(null)
  const [removed, setRemoved] = useState<(SavedFilter & { at: number }) | null>(null)
  const [kept, setKept] = useState(true)
  const change = (list: SavedFilter[]) => {
    setSaved(list)
    setKept(saveFilters(of, list))
  }
  const save = (name: string) => {
    change(withSaved(saved, { name, query: naming ?? query }))
    setRemoved(null)
    setNaming(null)
  }
  const remove = (one: SavedFilter) => {
    const { list, at } = without(saved, one.name)
    change(list)
    setRemoved({ ...one, at })
  }
  const undo = () => {
    if (removed) change(putBack(saved, { name: removed.name, query: removed.query }, removed.at))
    setRemoved(null)
  }
  const current = saved.some((one) => one.query === query)
  const offer = query !== '' && !current
  if (saved.length === 0 && !offer && !removed && naming === null) return null
  return (
    <>
      <div class="saved">
        {saved.length > 0 ? (
          <ul aria-label={t('label')}>
            {saved.map((one) => (
              <li key={one.name} class="chip">
                <a
                  href={one.query ? `${path}?${one.query}` : path}
                  aria-current={one.query === query ? 'true' : undefined}
                  onClick={onChoose}
                >
                  {one.name}
                </a>
                <button
                  type="button"
                  aria-label={t('remove', { name: one.name })}
                  onClick={() => remove(one)}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        ) : null}
        {offer ? (
          <Button small kind="secondary" onClick={() => setNaming(query)}>
            {t('save')}
          </Button>
        ) : null}
      </div>
      {removed ? (
        <Banner
          action={
            <Button small kind="secondary" onClick={undo}>
              {t('undo')}
            </Button>
          }
        >
          {t('removed', { name: removed.name })}
        </Banner>
      ) : null}
      {kept ? null : <Banner>{t('notKept')}</Banner>}
      {naming === null ? null : (
        <NameFilter
          names={saved.map(({ name }) => name)}
          full={saved.length >= SAVED_MAX}
          onSave={save}
          onClose={() => setNaming(null)}
        />
      )}
    </>
  )
}
