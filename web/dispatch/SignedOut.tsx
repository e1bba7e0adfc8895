import { Screen } from '../ui/Screen.tsx'
import { t } from './texts.ts'

/** Without a session: how to get one. There is nothing to type in. */
export function SignedOut({ how }: { how: 'ended' | 'done' }) {
  return (
    <Screen title={`Sesame · ${t('title')}`} heading={t('out.title')} lead={t(`out.${how}`)}>
      <p class="card">{t('out.how')}</p>
    </Screen>
  )
}
