import { room } from '../../i18n/texts.ts'
import { load as loadContracts } from '../contracts/texts.ts'
import type en from './i18n/en.ts'

const own = room<typeof en>({
  en: () => import('./i18n/en.ts'),
  fr: () => import('./i18n/fr.ts'),
  ru: () => import('./i18n/ru.ts'),
})

/** What the inbox of requests says. */
export const { t } = own

/** With the words of contracts: what a version changes is told as their editor tells it. */
export const load = async (): Promise<void> => {
  await Promise.all([own.load(), loadContracts()])
}
