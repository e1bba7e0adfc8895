import { useState } from 'preact/hooks'
import { LOCALES } from '../../worker/domain/terms.ts'
import type { DevicePerson } from '../device/people.ts'
import { time } from '../i18n/format.ts'
import { locale, setLocale } from '../i18n/locale.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/bits.tsx'
import { Screen } from '../ui/Screen.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Install } from './Install.tsx'
import { OpenShift, ShiftPeople, shiftPeople } from './OpenShift.tsx'
import { roomOf } from './rooms.ts'
import { knownSessions } from './sessions.ts'
import { t } from './texts.ts'

const NAMES = { ru: 'Русский', fr: 'Français', en: 'English' }

/** Shows the start of the PWA: who is signed in on this device. */
export function Chooser() {
  const sessions = knownSessions().flatMap((session) => {
    const room = roomOf(session.role)
    return room ? [{ ...session, path: room.path }] : []
  })
  const [chosen, setChosen] = useState<DevicePerson>()
  const others = shiftPeople().filter(({ personId }) => !sessions.some((one) => one.personId === personId))
  if (chosen) return <OpenShift person={chosen} onBack={() => setChosen(undefined)} />
  return (
    <Screen title="Sesame" heading={sessions.length + others.length > 0 ? t('choose') : undefined}>
      {sessions.length ? (
        <ul class="stack">
          {sessions.map(({ role, name, expiresAt, path }) => (
            <li key={role} class="card row">
              <div class="grow">
                <h2>{name ?? t(role)}</h2>
                <p class="muted">
                  {name ? `${t(role)} · ` : ''}
                  {t('until', { time: time(expiresAt) })}
                </p>
              </div>
              <Button href={path} aria-label={`${t(role)} ${name ?? ''}`}>
                →
              </Button>
            </li>
          ))}
        </ul>
      ) : others.length > 0 ? null : (
        <EmptyState title={t('nobody')}>{t('nobodyWhy')}</EmptyState>
      )}
      {others.length > 0 ? (
        <section class="stack">
          <h2>{t('openShift')}</h2>
          <ShiftPeople people={others} onChoose={setChosen} />
        </section>
      ) : null}
      <Install />
      <Segmented
        label={t('language')}
        value={locale()}
        options={LOCALES.map((value) => ({ value, label: NAMES[value] }))}
        onChange={(next) => void setLocale(next)}
      />
    </Screen>
  )
}
