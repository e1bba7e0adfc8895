import { room } from '../i18n/texts.ts'
import type en from './i18n/later/en.ts'

/** Words of the screens behind the first look; they come with those. */
export const { t: l, load: loadLater } = room<typeof en>({
  en: () => import('./i18n/later/en.ts'),
  fr: () => import('./i18n/later/fr.ts'),
  ru: () => import('./i18n/later/ru.ts'),
})
