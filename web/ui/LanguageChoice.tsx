import { LOCALES } from '../../worker/domain/terms.ts'
import { locale, setLocale } from '../i18n/locale.ts'
import { Segmented } from './Segmented.tsx'

/** Each language has its own name, whatever the current language is. */
export const LANGUAGES = { ru: 'Русский', fr: 'Français', en: 'English' }

/** Offers the language of the page, in a menu. */
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
