import { useLocation } from 'preact-iso'
import { to, withQuery } from '../route.ts'
import { t } from '../texts.ts'

const VIEWS = ['stats', 'payments'] as const

/** Shows the tabs of the reports: what became of the visits, and what was paid. Period and contract stay chosen. */
export function Views({ current }: { current: (typeof VIEWS)[number] }) {
  const { query } = useLocation()
  const { from, to: until, contract } = query
  return (
    <nav class="tabs" aria-label={t('nav.stats')}>
      {VIEWS.map((name) => (
        <a
          key={name}
          href={withQuery(to[name], { from, to: until, contract })}
          aria-current={name === current ? 'page' : undefined}
        >
          {t(`view.${name}`)}
        </a>
      ))}
    </nav>
  )
}
