import { LOCALES } from '../../../worker/domain/terms.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, Skeleton } from '../../ui/bits.tsx'
import { LANGUAGES } from '../../ui/LanguageChoice.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Papers, type PapersProps } from './Papers.tsx'
import type { PaperLanguage } from './use-papers.ts'
import { word } from './words.ts'

/** Shows the sheets of some contracts, and in which language they are. */
export function PaperView({
  language,
  of,
}: {
  language: PaperLanguage
  of: readonly Pick<PapersProps, 'carrier' | 'rules'>[]
}) {
  const { locale, choose, texts, failed, retry } = language
  return (
    <>
      <div class="paper-choice">
        <Segmented
          label={word('language')}
          value={locale}
          options={LOCALES.map((value) => ({ value, label: LANGUAGES[value] }))}
          onChange={choose}
        />
      </div>
      {failed ? (
        <Banner
          kind="error"
          action={
            <Button small kind="secondary" onClick={retry}>
              {word('again')}
            </Button>
          }
        >
          {word('failed')}
        </Banner>
      ) : null}
      {texts
        ? of.map(({ carrier, rules }) => (
            <Papers key={`${carrier} ${JSON.stringify(rules)}`} {...{ carrier, rules, texts }} />
          ))
        : null}
      {!texts && !failed ? <Skeleton lines={3} height="220px" /> : null}
    </>
  )
}
