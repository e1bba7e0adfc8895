import { LOCALES, type Locale } from '../../worker/domain/terms.ts'
import { locale, setLocale } from '../i18n/locale.ts'
import './language.css'

/** Each language has its own name, so that everyone finds theirs. */
const NAMES: Record<Locale, string> = { ru: 'Русский', fr: 'Français', en: 'English' }

/** Shows a small switch for the corner of a page: two letters that open the system's own list. */
export function LanguageCorner({ label }: { label: string }) {
  const change = (event: Event) =>
    // Without a network the other texts cannot load, so the page stays in this language.
    void setLocale((event.currentTarget as HTMLSelectElement).value as Locale).catch(() => {})
  return (
    <label class="language">
      <span aria-hidden="true">{locale().toUpperCase()}</span>
      <select aria-label={label} value={locale()} onChange={change}>
        {LOCALES.map((code) => (
          <option key={code} value={code} lang={code}>
            {NAMES[code]}
          </option>
        ))}
      </select>
    </label>
  )
}
