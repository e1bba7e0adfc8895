import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ListPage } from '../../worker/api/common.ts'
import type { ParamsOf } from '../../worker/api/operation.ts'
import { LOCALES } from '../../worker/domain/terms.ts'
import { api, type ItemAt } from '../api/call.ts'
import { signOut } from '../app/sessions.ts'
import { locale, setLocale } from '../i18n/locale.ts'
import { useLocale } from '../i18n/use.ts'
import { PasskeyOffer } from '../office/passkeys/PasskeyOffer.tsx'
import { PasskeysButton } from '../office/passkeys/PasskeysButton.tsx'
import { SessionEnded, useGet } from '../office/use-get.ts'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { useOnline } from '../ui/hooks.ts'
import { TopBar } from '../ui/Screen.tsx'
import { openAlerts } from './alerts/open.ts'
import { Content } from './Content.tsx'
import { OpenRequests } from './requests/open.ts'
import { SECTIONS, type Section, sectionOf, to, viewOf } from './route.ts'
import { SignedOut } from './SignedOut.tsx'
import { t } from './texts.ts'
import { usePoll } from './use-poll.ts'

const ALERTS_EVERY_MS = 30_000
const REQUESTS_EVERY_MS = 10_000

/** Shows the top bar, the navigation and the screen at the address. */
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
  const requests = useWatched(api.requests.list, REQUESTS_EVERY_MS, 'requests-changed')
  const counts: Partial<Record<Section, Count>> = {
    alerts: useOpenAlerts(),
    // Counts the requests that this dispatcher may decide, as somebody may be waiting at a door.
    requests: { count: requests?.filter(({ mayAgree }) => mayAgree).length ?? 0, words: 'nav.mine' },
  }
  const nav = useRef<HTMLElement>(null)
  // On a phone the sections are wider than the screen, so the current one is scrolled into view.
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
            <Counted {...counts[name]} />
          </a>
        ))}
      </nav>
      {online ? null : <Banner kind="offline">{t('offline')}</Banner>}
      <PasskeyOffer room="dispatcher" />
      {leaving === 'failed' ? <Banner kind="error">{t('signOutFailed')}</Banner> : null}
      <main>
        <OpenRequests.Provider value={requests}>
          <Content view={view} />
        </OpenRequests.Provider>
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
      <PasskeysButton small />
      <Button small kind="secondary" busy={busy} onClick={onLeave}>
        {t('signOut')}
      </Button>
    </span>
  )
}

/** How many things in a section need action, and the words for it. */
interface Count {
  count: number
  words: 'nav.open' | 'nav.mine'
}

function Counted({ count = 0, words = 'nav.open' }: Partial<Count>) {
  if (count === 0) return null
  return (
    <span class="count">
      <span aria-hidden="true">{count}</span>
      <span class="sr">{t(words, { count })}</span>
    </span>
  )
}

/**
 * Reads the first page of a list: at intervals while the page is visible, and when a screen changed the list.
 */
function useWatched<A extends typeof api.requests.list | typeof api.shipments.alerts>(
  address: A,
  everyMs: number,
  changed: string,
): ItemAt<A>[] | undefined {
  const { value, reload } = useGet<A>(address, {} as ParamsOf<A>)
  usePoll(reload, everyMs)
  useEffect(() => {
    addEventListener(changed, reload)
    return () => removeEventListener(changed, reload)
  }, [changed, reload])
  return (value as ListPage<ItemAt<A>> | undefined)?.items
}

/** Counts the alerts that need action. */
function useOpenAlerts(): Count {
  const alerts = useWatched(api.shipments.alerts, ALERTS_EVERY_MS, 'alerts-changed')
  return { count: openAlerts(alerts ?? [], Date.now()).length, words: 'nav.open' }
}
