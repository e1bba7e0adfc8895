import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { signOut } from '../app/sessions.ts'
import { PasskeyOffer } from '../office/passkeys/PasskeyOffer.tsx'
import { PasskeysButton } from '../office/passkeys/PasskeysButton.tsx'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/bits.tsx'
import { useOnline } from '../ui/hooks.ts'
import { Screen } from '../ui/Screen.tsx'
import { Again } from './Again.tsx'
import { Control } from './Control.tsx'
import { Count } from './Count.tsx'
import { TABS, to, viewOf } from './paths.ts'
import { Receive } from './Receive.tsx'
import { Sender } from './Sender.tsx'
import { t } from './texts.ts'
import { unansweredCount } from './use-scans.ts'

/** Shows the top bar, the tabs, and the tab at the address. */
export function Frame({ onSignedOut }: { onSignedOut: () => void }) {
  const { path } = useLocation()
  const { tab, roundId } = viewOf(path)
  const online = useOnline()
  const count = unansweredCount.value
  const [leaving, setLeaving] = useState<'busy' | 'failed' | null>(null)
  const leave = async () => {
    setLeaving('busy')
    if (await signOut('depot')) onSignedOut()
    else setLeaving('failed')
  }
  return (
    <div class="depot">
      <Screen
        title={t('title')}
        heading={t(`heading.${tab}`)}
        lead={roundId ? undefined : t(`lead.${tab}`)}
        top={
          <>
            <nav aria-label={t('tabs')}>
              {TABS.map((name) => (
                <a key={name} href={to.tab(name)} aria-current={name === tab ? 'page' : undefined}>
                  {t(`tab.${name}`)}
                </a>
              ))}
            </nav>
            {online ? null : (
              <Banner kind="offline">{t(count > 0 ? 'noNetworkScans' : 'noNetwork', { count })}</Banner>
            )}
            <PasskeyOffer room="depot" />
            {leaving === 'failed' ? <Banner kind="error">{t('signOutFailed')}</Banner> : null}
          </>
        }
        right={
          <span class="beside-sign-out">
            <PasskeysButton small />
            <Button small kind="secondary" busy={leaving === 'busy'} onClick={() => void leave()}>
              {t('signOut')}
            </Button>
          </span>
        }
      >
        {tab === 'receive' ? <Receive /> : null}
        {tab === 'control' && !roundId ? <Control /> : null}
        {tab === 'control' && roundId ? <Count key={roundId} roundId={roundId} /> : null}
        {tab === 'again' ? <Again /> : null}
        {tab === 'sender' ? <Sender /> : null}
      </Screen>
    </div>
  )
}
