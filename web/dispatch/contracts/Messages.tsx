import { useState } from 'preact/hooks'
import { LOCALES, type Locale } from '../../../worker/domain/terms.ts'
import type { WordedCause } from '../../../worker/domain/wording.ts'
import { list } from '../../i18n/format.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { carrierOf, type Draft } from './draft.ts'
import { MessagePreview } from './MessagePreview.tsx'
import { previewsOf } from './previews.ts'
import { t } from './texts.ts'
import { languageWord } from './words.ts'

/** Shows every message that the draft would send, in one language. */
export function Messages({ draft }: { draft: Draft }) {
  const { policy } = draft
  const [locale, setLocale] = useState<Locale>(policy.locale)
  const carrier = carrierOf(draft)
  const all = policy.secured ? previewsOf(policy, carrier, locale) : []
  const sent = all.filter(({ channels }) => channels.length > 0)
  const unsent = all.filter(({ channels }) => channels.length === 0).map(({ cause }) => t(`m.${cause}`))
  return (
    <section class="stack" aria-label={t('view.messages')}>
      <p class="muted">{t('previewText')}</p>
      <div class="languages">
        <Segmented
          label={t('language')}
          value={locale}
          options={LOCALES.map((value) => ({ value, label: languageWord(value) }))}
          onChange={setLocale}
        />
      </div>
      {policy.secured ? (
        <div class="message-grid">
          {sent.map((preview) => (
            <MessagePreview
              key={preview.cause}
              preview={preview}
              own={Boolean(policy.wording[locale]?.[preview.cause as WordedCause])}
              carrier={carrier}
              locale={locale}
            />
          ))}
        </div>
      ) : (
        <p>{t('notSecuredText')}</p>
      )}
      {unsent.length > 0 ? <p class="muted">{t('untold', { moments: list(unsent) })}</p> : null}
    </section>
  )
}
