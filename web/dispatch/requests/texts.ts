import { room } from '../../i18n/texts.ts'
import { load as loadContracts } from '../contracts/texts.ts'
import type en from './i18n/en.ts'

const own = room<typeof en>({
  en: () => import('./i18n/en.ts'),
  fr: () => import('./i18n/fr.ts'),
  ru: () => import('./i18n/ru.ts'),
})

/** The texts of the request inbox. */
export const { t } = own

/** Loads the texts of contracts too: a version's changes are described as in the contract editor. */
export const load = async (): Promise<void> => {
  await Promise.all([own.load(), loadContracts()])
}
