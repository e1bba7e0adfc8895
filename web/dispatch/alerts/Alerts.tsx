import { useState } from 'preact/hooks'
import type { AlertLine } from '../../../worker/wire/views.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState } from '../../ui/bits.tsx'
import { Confirm, Csv, More, Page, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { t as shell } from '../texts.ts'
import { usePages } from '../use-get.ts'
import { useSend } from '../use-send.ts'
import { AlertTable } from './AlertTable.tsx'
import { openAlerts } from './open.ts'
import { t } from './texts.ts'
import './alerts.css'

export { load } from './texts.ts'

/** What a dispatcher must know about: what still wants something done first, then the rest. */
export default function Alerts() {
  const { items, failure, busy, more, reload } = usePages<AlertLine>('/api/alerts')
  const [asked, setAsked] = useState<AlertLine | null>(null)
  const [done, setDone] = useState('')
  const { busy: sending, failure: refused, send, forget } = useSend()
  const open = openAlerts(items ?? [], Date.now())
  const earlier = items?.filter((alert) => !open.includes(alert)) ?? []
  const nameOf = (alert: AlertLine | null) => alert?.personName ?? t('courier')
  const ask = (alert: AlertLine | null) => {
    forget()
    setAsked(alert)
  }
  const release = async () => {
    if (!asked?.personId) return
    const answer = await send('POST', `/api/people/${encodeURIComponent(asked.personId)}/release`, {})
    if (!answer?.ok) return
    setDone(t('releasedDone', { name: nameOf(asked) }))
    setAsked(null)
    reload()
    // The count in the navigation is read by the shell.
    dispatchEvent(new Event('alerts-changed'))
  }
  return (
    <Page
      heading={t('heading')}
      actions={
        <>
          <Button small kind="secondary" busy={busy && items !== undefined} onClick={reload}>
            {shell('refresh')}
          </Button>
          <Csv path="/api/alerts" name="alerts" />
        </>
      }
    >
      {done ? <Banner>{done}</Banner> : null}
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton rows={4} /> : null}
      {items && open.length === 0 ? (
        <EmptyState title={items.length === 0 ? t('noneEver') : t('none')}>{t('noneText')}</EmptyState>
      ) : null}
      {open.length > 0 ? <AlertTable title={t('open')} alerts={open} onRelease={ask} /> : null}
      {earlier.length > 0 ? <AlertTable title={t('earlier')} alerts={earlier} onRelease={ask} /> : null}
      <More more={more} busy={busy} />
      <Confirm
        open={asked !== null}
        title={t('releaseTitle', { name: nameOf(asked) })}
        yes={t('release')}
        busy={sending}
        failure={refused}
        onYes={() => void release()}
        onClose={() => ask(null)}
      >
        <p>{t('releaseText')}</p>
      </Confirm>
    </Page>
  )
}
