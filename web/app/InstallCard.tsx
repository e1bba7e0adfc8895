import { Button } from '../ui/Button.tsx'
import { install, refuseInstall } from './install.ts'
import './install.css'
import { t } from './texts.ts'

/** The offer to install the app; on an iPhone or iPad, the three steps that do it. */
export function InstallCard({ by, compact }: { by: 'offered' | 'ios'; compact?: boolean | undefined }) {
  return (
    <section class="card stack install">
      <h2>{t('install')}</h2>
      {compact ? null : <p class="muted">{t('installWhy')}</p>}
      {by === 'ios' ? <Steps /> : null}
      <div class="row">
        {by === 'offered' ? (
          <Button small onClick={() => void install()}>
            {t('installNow')}
          </Button>
        ) : null}
        <Button small kind="secondary" onClick={refuseInstall}>
          {t('installLater')}
        </Button>
      </div>
    </section>
  )
}

function Steps() {
  return (
    <ol>
      <li>
        <ShareSign />
        {t('installShare')}
      </li>
      <li>
        <AddSign />
        {t('installAdd')}
      </li>
      <li>{t('installDone')}</li>
    </ol>
  )
}

/** The signs as iOS draws them, by which they are found faster than by their words. */
const ShareSign = () => <Sign path="M12 15V3M8 7l4-4 4 4M8 11H5v10h14V11h-3" />
const AddSign = () => <Sign path="M4 4h16v16H4ZM12 8v8M8 12h8" />

function Sign({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true">
      <path d={path} stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  )
}
