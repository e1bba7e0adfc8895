import type { Locale } from '../../../worker/domain/terms.ts'
import { format, type Texts, type Translate } from '../../i18n/texts.ts'
import type courier from '../i18n/en.ts'
import type paper from './i18n/en.ts'

/** The words of one language: those of the paper, and those on the tablet's buttons and screens. */
export interface PaperTexts {
  locale: Locale
  paper: Translate<typeof paper>
  tablet: Translate<typeof courier>
}

const LOADERS = {
  en: () => Promise.all([import('./i18n/en.ts'), import('../i18n/en.ts')]),
  fr: () => Promise.all([import('./i18n/fr.ts'), import('../i18n/fr.ts')]),
  ru: () => Promise.all([import('./i18n/ru.ts'), import('../i18n/ru.ts')]),
}

function lookUp<T extends Texts>(texts: Texts, at: Locale): Translate<T> {
  return (key, ...args) => format(texts[key] ?? '', at, args[0] as Record<string, string>)
}

/** Loads the words of a paper in any language, which need not be that of the screen. */
export async function loadPaper(at: Locale): Promise<PaperTexts> {
  const [paper, courier] = await LOADERS[at]()
  return { locale: at, paper: lookUp(paper.default, at), tablet: lookUp(courier.default, at) }
}
