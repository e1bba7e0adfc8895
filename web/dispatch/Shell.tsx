import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { AlertLine, Page } from '../../worker/wire/views.ts'
import { signOut } from '../app/sessions.ts'
import { LOCALES, locale, setLocale } from '../i18n/locale.ts'
import { useLocale } from '../i18n/use.ts'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { useOnline } from '../ui/hooks.ts'
import { TopBar } from '../ui/Screen.tsx'
import { openAlerts } from './alerts/open.ts'
import { Content } from './Content.tsx'
import { SECTIONS, sectionOf, to, viewOf } from './route.ts'
import { SignedOut } from './SignedOut.tsx'
import { t } from './texts.ts'
import { SessionEnded, useGet } from './use-get.ts'
import { usePoll } from './use-poll.ts'

const ALERTS_EVERY_MS = 30_000

/** Top bar, navigation and the screen at the address. */
export function Shell() {
  useLocale()
  const [out, setOut] = useState<'ended' | 'done' | null>(null)
  const ended = useCallback(() => setOut((now) => now ?? 'ended'), [])
  if (out) return <SignedOut how={out} />
  return (
    <SessionEnded.Provider value={ended}>
      <Frame onSignedOut={() => setOut('done')} />
    </SessionEnded.Provider>
  )
}

function Frame({ onSignedOut }: { onSignedOut: () => void }) {
  const { path } = useLocation()
  const view = viewOf(path)
  const section = sectionOf(view)
  const online = useOnline()
  const alerts = useOpenAlerts()
  const nav = useRef<HTMLElement>(null)
  // On a phone the sections are wider than the screen: where one is must be among those that show.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [section])
  const [leaving, setLeaving] = useState<'busy' | 'failed' | null>(null)
  const leave = async () => {
    setLeaving('busy')
    if (await signOut('dispatcher')) onSignedOut()
    else setLeaving('failed')
  }
  return (
    <div class="screen wide dispatch">
      <TopBar
        title={
          <>
            <span class="if-medium">Sesame · </span>
            {t('title')}
          </>
        }
        right={<Bar busy={leaving === 'busy'} onLeave={leave} />}
      />
      <nav ref={nav} aria-label={t('nav')}>
        {SECTIONS.map((name) => (
          <a key={name} href={to[name]} aria-current={name === section ? 'page' : undefined}>
            {t(`nav.${name}`)}
            {name === 'alerts' && alerts > 0 ? (
              <span class="count">
                <span aria-hidden="true">{alerts}</span>
                <span class="sr">{t('nav.open', { count: alerts })}</span>
              </span>
            ) : null}
          </a>
        ))}
      </nav>
      {online ? null : <Banner kind="offline">{t('offline')}</Banner>}
      {leaving === 'failed' ? <Banner kind="error">{t('signOutFailed')}</Banner> : null}
      <main>
        <Content view={view} />
      </main>
    </div>
  )
}

function Bar({ busy, onLeave }: { busy: boolean; onLeave: () => void }) {
  return (
    <span class="bar">
      <select
        aria-label={t('language')}
        value={locale()}
        onChange={(event) => void setLocale(event.currentTarget.value as (typeof LOCALES)[number])}
      >
        {LOCALES.map((name) => (
          <option key={name} value={name}>
            {name.toUpperCase()}
          </option>
        ))}
      </select>
      <Button small kind="secondary" busy={busy} onClick={onLeave}>
        {t('signOut')}
      </Button>
    </span>
  )
}

/** How many alerts want something done; asked again every half minute while the page is seen. */
function useOpenAlerts(): number {
  const { value, reload } = useGet<Page<AlertLine>>('/api/alerts')
  usePoll(reload, ALERTS_EVERY_MS)
  useEffect(() => {
    addEventListener('alerts-changed', reload)
    return () => removeEventListener('alerts-changed', reload)
  }, [reload])
  return value ? openAlerts(value.items, Date.now()).length : 0
}
