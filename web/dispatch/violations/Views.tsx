import { to } from '../route.ts'
import { t } from '../texts.ts'

const VIEWS = ['violations', 'evidence'] as const

/**
 * Shows two tabs: the ledger, where violations are decided, and the couriers' figures, which decide nothing.
 */
export function Views({ current }: { current: (typeof VIEWS)[number] }) {
  return (
    <nav class="tabs" aria-label={t('view.label')}>
      {VIEWS.map((name) => (
        <a key={name} href={to[name]} aria-current={name === current ? 'page' : undefined}>
          {t(`view.${name}`)}
        </a>
      ))}
    </nav>
  )
}
