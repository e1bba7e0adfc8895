import { useEffect, useState } from 'preact/hooks'
import type { Profile } from '../../../worker/domain/terms.ts'
import { locale } from '../../i18n/locale.ts'
import { useLocale } from '../../i18n/use.ts'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/bits.tsx'
import { useLazy } from '../../ui/hooks.ts'
import { Screen } from '../../ui/Screen.tsx'
import { notePractice } from '../first-shift.ts'
import { loadPaper } from '../paper/texts.ts'
import { GUIDE_PATH } from '../paths.ts'
import { Films } from './Films.tsx'
import { PracticeStop } from './PracticeStop.tsx'
import './practice.css'
import { load, t } from './texts.ts'

const CHOICES = [
  { profile: 'chronopost', title: 'hold', text: 'holdText' },
  { profile: 'kse', title: 'identity', text: 'identityText' },
] as const

/**
 * Lets a courier try every outcome on a parcel that does not exist, without requests or effect on figures.
 */
export function Practice({ onEnd }: { onEnd: () => void }) {
  useLocale()
  const texts = useLazy(async () => {
    const [paper] = await Promise.all([loadPaper(locale()), load()])
    return paper
  })
  useEffect(notePractice, [])
  const [chosen, setChosen] = useState<Profile | null>(null)
  if (texts.state !== 'ready')
    return (
      <Screen
        title="Sesame"
        onBack={onEnd}
        actions={texts.state === 'failed' ? <Button onClick={texts.retry}>↻</Button> : null}
      >
        <Skeleton lines={3} height="120px" />
      </Screen>
    )
  if (chosen) return <PracticeStop profile={chosen} onAnother={() => setChosen(null)} onEnd={onEnd} />
  return (
    <Screen title={t('title')} onBack={onEnd} heading={t('heading')} lead={t('lead')}>
      {CHOICES.map(({ profile, title, text }) => (
        <section key={profile} class="card stack">
          <h2>{t(title)}</h2>
          <p class="muted">{t(text)}</p>
          <Films profile={profile} texts={texts.value} />
          <Button aria-label={`${t('begin')}: ${t(title)}`} onClick={() => setChosen(profile)}>
            {t('begin')}
          </Button>
        </section>
      ))}
      <section class="card stack">
        <h2>{t('paper')}</h2>
        <p class="muted">{t('paperText')}</p>
        <Button kind="secondary" href={GUIDE_PATH}>
          {t('toPaper')}
        </Button>
      </section>
    </Screen>
  )
}
