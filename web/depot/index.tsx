import { useState } from 'preact/hooks'
import { SignedOut } from '../app/SignedOut.tsx'
import { signOut } from '../app/sessions.ts'
import { useLocale } from '../i18n/use.ts'
import { Button } from '../ui/Button.tsx'
import { Badge, EmptyState, Skeleton, type Tone } from '../ui/bits.tsx'
import { useLazy } from '../ui/hooks.ts'
import { Screen } from '../ui/Screen.tsx'
import './depot.css'
import { ScanField } from './ScanField.tsx'
import { load, t } from './texts.ts'
import { type Scanned, useReceive } from './use-receive.ts'

const TONES: Record<Scanned['outcome'], Tone> = {
  received: 'good',
  returned: 'good',
  'not-due': 'warn',
  unknown: 'bad',
}

/** The depot: parcels that came back are scanned in, one after another, by wedge scanner, camera or hand. */
export default function Depot() {
  useLocale()
  const texts = useLazy(load)
  const { items, busy, problem, receive, ended, end } = useReceive()
  const [leaving, setLeaving] = useState(false)
  // biome-ignore lint/a11y/useValidAriaRole: a role of ours, not of ARIA.
  if (ended) return <SignedOut role="depot" />
  if (texts.state === 'failed')
    return <Screen title="Sesame" actions={<Button onClick={texts.retry}>↻</Button>} children={null} />
  if (texts.state === 'loading')
    return (
      <Screen title="Sesame">
        <Skeleton lines={3} height="64px" />
      </Screen>
    )
  const received = items.filter(({ outcome }) => outcome === 'received').length
  const leave = async () => {
    setLeaving(true)
    if (await signOut('depot')) end()
    setLeaving(false)
  }
  return (
    <div class="depot">
      <Screen
        title={t('title')}
        heading={t('heading')}
        lead={t('lead')}
        right={
          <Button small kind="secondary" busy={leaving} onClick={() => void leave()}>
            {t('signOut')}
          </Button>
        }
      >
        <ScanField busy={busy} problem={problem ? t(problem) : undefined} onLabel={receive} />
        <p class="muted" role="status">
          {t('count', { count: received })}
        </p>
        {items.length === 0 ? (
          <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
        ) : (
          <ul class="card scanned">
            {items.map(({ id, label, outcome, waybill }) => (
              <li key={id}>
                <span>
                  <strong>{label}</strong>
                  {waybill && waybill !== label ? <span class="small muted">{waybill}</span> : null}
                </span>
                <Badge tone={TONES[outcome]} icon={outcome === 'received' ? '✓' : '✕'}>
                  {t(outcome)}
                </Badge>
              </li>
            ))}
          </ul>
        )}
      </Screen>
    </div>
  )
}
