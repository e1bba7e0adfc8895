import { Badge } from '../../ui/bits.tsx'
import { t } from '../texts.ts'

/** Shows what another clerk scanned here and that waits for their session. */
export function Theirs({ labels }: { labels: readonly { key: string; label: string }[] }) {
  return (
    <section class="stack">
      <h2>{t('theirs', { count: labels.length })}</h2>
      <p class="muted">{t('theirsText')}</p>
      <ul class="card scanned" aria-label={t('theirs', { count: labels.length })}>
        {labels.map(({ key, label }) => (
          <li key={key}>
            <strong>{label}</strong>
            <Badge icon="…">{t('is-theirs')}</Badge>
          </li>
        ))}
      </ul>
    </section>
  )
}
