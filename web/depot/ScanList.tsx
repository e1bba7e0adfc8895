import { Badge, EmptyState } from '../ui/bits.tsx'
import { t } from './texts.ts'
import type { Scanned } from './use-scans.ts'

const ICONS = { good: '✓', warn: '!', bad: '✕', accent: '→', neutral: '·' } as const

/** Lists what was scanned here since the tab was opened, newest first. */
export function ScanList({ items, empty = true }: { items: readonly Scanned[]; empty?: boolean }) {
  if (items.length === 0) return empty ? <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState> : null
  return (
    <ul class="card scanned" aria-label={t('scanned')}>
      {items.map(({ id, label, waybill, tone, words }) => (
        <li key={id}>
          <span>
            <strong>{label}</strong>
            {waybill && waybill !== label ? <span class="small muted">{waybill}</span> : null}
          </span>
          <Badge tone={tone} icon={ICONS[tone]}>
            {words}
          </Badge>
        </li>
      ))}
    </ul>
  )
}
