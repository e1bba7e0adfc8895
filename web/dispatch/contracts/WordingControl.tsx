import { useId, useRef, useState } from 'preact/hooks'
import { situations, WORDED_CAUSES } from '../../../worker/domain/situations.ts'
import { LOCALES, type Locale } from '../../../worker/domain/terms.ts'
import {
  PLACEHOLDERS,
  type Placeholder,
  valuesOf,
  type WordedCause,
  type Wording,
} from '../../../worker/domain/wording.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { carrierOf, faultsAt } from './draft.ts'
import { FaultList, type FieldsProps } from './Fields.tsx'
import { MessagePreview } from './MessagePreview.tsx'
import { previewsOf } from './previews.ts'
import { t } from './texts.ts'
import { languageWord } from './words.ts'

/** Edits the contract's own texts, one message and language at a time, with a preview. */
export function WordingControl({ draft, faults, onPolicy }: FieldsProps) {
  const { policy } = draft
  const id = useId()
  const [locale, setLocale] = useState(policy.locale)
  const [cause, setCause] = useState<WordedCause>('released')
  const box = useRef<HTMLTextAreaElement>(null)
  const text = policy.wording[locale]?.[cause] ?? ''
  const path = `wording.${locale}.${cause}`
  const write = (next: string) =>
    onPolicy({ ...policy, wording: withText(policy.wording, locale, cause, next) })
  const insert = (name: Placeholder) => {
    const { selectionStart: from = text.length, selectionEnd: to = text.length } = box.current ?? {}
    const added = `{${name}}`
    write(text.slice(0, from) + added + text.slice(to))
    // Waits for the new text, so that the next key types after the inserted placeholder.
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(from + added.length, from + added.length)
    })
  }
  const elsewhere = faults.filter(({ field }) => field.startsWith('wording.') && field !== path)
  const carrier = carrierOf(draft)
  const preview = previewsOf(policy, carrier, locale).find((one) => one.cause === cause)
  return (
    <div class="wording">
      <div class="stack">
        <Segmented
          label={t('language')}
          value={locale}
          options={LOCALES.map((value) => ({ value, label: languageWord(value) }))}
          onChange={setLocale}
        />
        <span class="field">
          <label for={`${id}-cause`}>{t('view.messages')}</label>
          <select
            id={`${id}-cause`}
            value={cause}
            onChange={(event) => setCause(event.currentTarget.value as WordedCause)}
          >
            {WORDED_CAUSES.map((name) => (
              <option key={name} value={name}>
                {t(`m.${name}`)}
                {policy.wording[locale]?.[name] ? ` · ${t('ownBadge')}` : ''}
              </option>
            ))}
          </select>
        </span>
        <span class="field">
          <label for={`${id}-text`}>{t('own')}</label>
          <textarea
            ref={box}
            id={`${id}-text`}
            rows={7}
            maxLength={600}
            lang={locale}
            value={text}
            aria-invalid={faultsAt(faults, path).length > 0}
            aria-describedby={`${id}-hint ${id}-error`}
            onInput={(event) => write(event.currentTarget.value)}
          />
          <span class="small muted" id={`${id}-hint`}>
            {t('ownHint')}
          </span>
        </span>
        <FaultList id={`${id}-error`} faults={faultsAt(faults, path)} />
        <fieldset class="inserts" aria-label={t('insert')}>
          {placeholdersOf(policy, cause, locale).map((name) => (
            <button type="button" key={name} title={t(`p.${name}`)} onClick={() => insert(name)}>
              {`{${name}}`} <span class="muted">{t(`p.${name}`)}</span>
            </button>
          ))}
        </fieldset>
        {elsewhere.length > 0 ? (
          <ul class="elsewhere">
            {[...new Set(elsewhere.map(({ field }) => field))].map((field) => {
              const [, at, why] = field.split('.') as [string, Locale, WordedCause]
              return (
                <li key={field}>
                  <button
                    type="button"
                    onClick={() => {
                      setLocale(at)
                      setCause(why)
                    }}
                  >
                    {languageWord(at)}, {t(`m.${why}`)}
                  </button>
                </li>
              )
            })}
          </ul>
        ) : null}
      </div>
      {preview ? (
        <MessagePreview preview={preview} own={text !== ''} carrier={carrier} locale={locale} />
      ) : null}
    </div>
  )
}

/** Returns the placeholders that this message can fill in under the policy. */
function placeholdersOf(
  policy: FieldsProps['draft']['policy'],
  cause: WordedCause,
  locale: Locale,
): Placeholder[] {
  const values = situations(policy, cause).map((one) => valuesOf(one, locale))
  return PLACEHOLDERS.filter((name) => values.some((of) => of[name]))
}

/** Stores a text. An empty text is removed, so that the standard text is sent again. */
function withText(wording: Wording, locale: Locale, cause: WordedCause, text: string): Wording {
  const { [cause]: _old, ...rest } = wording[locale] ?? {}
  const texts = text.trim() === '' ? rest : { ...rest, [cause]: text }
  const { [locale]: _before, ...others } = wording
  return Object.keys(texts).length > 0 ? { ...others, [locale]: texts } : others
}
