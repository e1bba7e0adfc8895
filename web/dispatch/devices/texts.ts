import { room } from '../../i18n/texts.ts'
import type en from './i18n/en.ts'

/** The texts of devices and of the morning sheet. */
export const { t, load } = room<typeof en>({
  en: () => import('./i18n/en.ts'),
  fr: () => import('./i18n/fr.ts'),
  ru: () => import('./i18n/ru.ts'),
})
