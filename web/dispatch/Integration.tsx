import { to } from './route.ts'
import { t } from './texts.ts'

const VIEWS = ['webhooks', 'keys'] as const

/** Shows the tabs for connecting a shipper's system: what it is told, and what it may ask. */
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
