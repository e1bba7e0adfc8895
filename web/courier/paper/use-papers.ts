import { useEffect, useState } from 'preact/hooks'
import type { Locale } from '../../../worker/domain/terms.ts'
import { loadPaper, type PaperTexts } from './texts.ts'

/** The language of a paper and its words, once they are here. */
export interface PaperLanguage {
  locale: Locale
  choose: (locale: Locale) => void
  texts: PaperTexts | undefined
  failed: boolean
  retry: () => void
}

/** Loads the words of a paper, which may be in another language than the screen. */
export function usePaperLanguage(first: Locale): PaperLanguage {
  const [locale, choose] = useState(first)
  const [texts, setTexts] = useState<PaperTexts>()
  const [failed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let live = true
    setFailed(false)
    loadPaper(locale).then(
      (loaded) => live && setTexts(loaded),
      () => live && setFailed(true),
    )
    return () => {
      live = false
    }
  }, [locale, tries])
  return { locale, choose, texts, failed, retry: () => setTries(tries + 1) }
}

/** Opens the browser's print dialog, after the pictures are here: paper cannot be filled in later. */
export async function printPapers(): Promise<void> {
  const pictures = document.querySelectorAll<HTMLImageElement>('.papers img')
  await Promise.allSettled([...pictures].map((picture) => picture.decode()))
  print()
}
