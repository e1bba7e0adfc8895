import { to } from './route.ts'
import { t } from './texts.ts'

const VIEWS = ['webhooks', 'keys'] as const

/** What a shipper's system is connected by: what it hears, and what it may ask. */
export function Integration({ current }: { current: (typeof VIEWS)[number] }) {
  return (
    <nav class="tabs" aria-label={t('view.integration')}>
      {VIEWS.map((name) => (
        <a key={name} href={to[name]} aria-current={name === current ? 'page' : undefined}>
          {t(`view.${name}`)}
        </a>
      ))}
    </nav>
  )
}
