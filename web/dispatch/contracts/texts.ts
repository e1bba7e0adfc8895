import { room } from '../../i18n/texts.ts'
import type en from './i18n/en.ts'

/** The texts of the contract screens. */
export const { t, load } = room<typeof en>({
  en: () => import('./i18n/en.ts'),
  fr: () => import('./i18n/fr.ts'),
  ru: () => import('./i18n/ru.ts'),
})

/** The rests of all keys with a prefix: every field, cause or code that has words. */
export type After<Prefix extends string> = keyof typeof en extends infer K
  ? K extends `${Prefix}${infer Rest}`
    ? Rest
    : never
  : never
