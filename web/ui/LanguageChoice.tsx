import { LOCALES } from '../../worker/domain/terms.ts'
import { locale, setLocale } from '../i18n/locale.ts'
import { Segmented } from './Segmented.tsx'

/** Each language under its own name, whatever is spoken now. */
const LANGUAGES = { ru: 'Русский', fr: 'Français', en: 'English' }

/** The language of the page, in a menu. */
export function LanguageChoice({ label }: { label: string }) {
  return (
    <Segmented
      label={label}
      value={locale()}
      options={LOCALES.map((value) => ({ value, label: LANGUAGES[value] }))}
      onChange={(next) => void setLocale(next)}
    />
  )
}
