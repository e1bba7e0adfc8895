import { room } from '../i18n/texts.ts'
import type en from './i18n/later/en.ts'

/** The texts of the later screens, which load together with those screens. */
export const { t: l, load: loadLater } = room<typeof en>({
  en: () => import('./i18n/later/en.ts'),
  fr: () => import('./i18n/later/fr.ts'),
  ru: () => import('./i18n/later/ru.ts'),
})
