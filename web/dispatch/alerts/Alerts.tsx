import { useState } from 'preact/hooks'
import type { Requested } from '../../../worker/api/requests/answers.ts'
import type { AlertLine } from '../../../worker/api/shipments/answers.ts'
import { api } from '../../api/call.ts'
import { usePages } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState } from '../../ui/bits.tsx'
import { Confirm, Csv, More, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { requestsChanged, useRequestsAbout } from '../requests/open.ts'
import { Pending } from '../requests/Pending.tsx'
import { load as loadRequests } from '../requests/texts.ts'
import { t as shell } from '../texts.ts'
import { AlertTable } from './AlertTable.tsx'
import { openAlerts } from './open.ts'
import { load as loadTexts, t } from './texts.ts'
import './alerts.css'

/** Loads the texts of requests too, because a waiting release says for whom it waits. */
export const load = async () => {
  await Promise.all([loadTexts(), loadRequests()])
}

/** Shows what a dispatcher must know: alerts that need action first, then the rest. */
export default function Alerts() {
  const { items, failure, busy, more, reload } = usePages(api.shipments.alerts, {})
  const [asked, setAsked] = useState<AlertLine | null>(null)
  const [done, setDone] = useState('')
  const [waits, setWaits] = useState<Requested & { name: string }>()
  const blocks = useRequestsAbout(
    ({ kind }) => kind === 'block',
    () => {
      setWaits(undefined)
      reload()
    },
  )
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
    const answer = await send(api.people.release, { id: asked.personId }, {})
    if (!answer?.ok) return
    const waits = 'request' in answer.data ? answer.data : undefined
    // A dispatcher who created or invited this account has to ask somebody else (R18).
    setWaits(waits && { ...waits, name: nameOf(asked) })
    setDone(waits ? '' : t('releasedDone', { name: nameOf(asked) }))
    setAsked(null)
    requestsChanged()
    reload()
    // The shell reads the count in the navigation.
    dispatchEvent(new Event('alerts-changed'))
  }
  return (
    <PageFrame
      heading={t('heading')}
      actions={
        <>
          <Button small kind="secondary" busy={busy && items !== undefined} onClick={reload}>
            {shell('refresh')}
          </Button>
          <Csv of={api.shipments.alerts} name="alerts" />
        </>
      }
    >
      {done ? <Banner>{done}</Banner> : null}
      {waits ? (
        <Pending
          request={blocks.find(({ id }) => id === waits.request)}
          asked={waits}
          title={t('releaseWaits', { name: waits.name })}
        >
          <p>{t('releaseWaitsText')}</p>
        </Pending>
      ) : null}
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton rows={4} /> : null}
      {items && open.length === 0 ? (
        <EmptyState title={items.length === 0 ? t('noneEver') : t('none')}>{t('noneText')}</EmptyState>
      ) : null}
      {open.length > 0 ? (
        <AlertTable title={t('open')} alerts={open} blocks={blocks} onRelease={ask} />
      ) : null}
      {earlier.length > 0 ? (
        <AlertTable title={t('earlier')} alerts={earlier} blocks={blocks} onRelease={ask} />
      ) : null}
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
    </PageFrame>
  )
}
