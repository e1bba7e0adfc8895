import { useCallback } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { api } from '../../api/call.ts'
import { useGet, usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { More, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to } from '../route.ts'
import { t as shell } from '../texts.ts'
import { usePoll } from '../use-poll.ts'
import { About } from './About.tsx'
import { endpointOf } from './form.ts'
import { Log } from './Log.tsx'
import { StateBadge } from './parts.tsx'
import { t } from './texts.ts'
import '../integration.css'
import './webhooks.css'

export { load } from './texts.ts'

const EVERY_MS = 15_000
/** The first page of the log. A longer log is not refreshed, so that it stays still for its reader. */
const PAGE = 50

/** Shows one endpoint: what it is, its health, and what was sent to it. */
export default function Webhook({ id }: { id: string }) {
  const endpoint = endpointOf(id, useLocation().query.contract)
  const {
    value: webhook,
    failure,
    reload: readAgain,
  } = useGet(api.webhooks.read, endpoint.params, endpoint.query)
  const contracts = useGet(api.contracts.list, {})
  const log = usePages(api.webhooks.deliveries, endpoint.params, endpoint.query)
  const readLog = log.reload
  const reload = useCallback(() => {
    readAgain()
    readLog()
  }, [readAgain, readLog])
  const long = (log.items?.length ?? 0) > PAGE
  usePoll(long ? readAgain : reload, EVERY_MS)
  const back = { href: to.webhooks, label: t('heading') }
  if (!webhook)
    return (
      <PageFrame heading={id} back={back}>
        {failure ? <ReadFailed failure={failure} onRetry={reload} /> : <RowsSkeleton rows={4} />}
      </PageFrame>
    )
  const wrong = failure ?? log.failure
  return (
    <PageFrame
      heading={webhook.id}
      back={back}
      badges={<StateBadge webhook={webhook} />}
      actions={
        <Button small kind="secondary" onClick={reload}>
          {shell('refresh')}
        </Button>
      }
    >
      {wrong ? <ReadFailed failure={wrong} onRetry={reload} /> : null}
      <About webhook={webhook} endpoint={endpoint} contracts={contracts.value?.items ?? []} onDone={reload} />
      <section class="stack">
        <h2>{t('log')}</h2>
        <p class="small muted">{t('logText')}</p>
        {!log.items && !log.failure ? <RowsSkeleton rows={4} /> : null}
        {log.items?.length === 0 ? <EmptyState title={t('logEmpty')}>{t('logEmptyText')}</EmptyState> : null}
        {log.items && log.items.length > 0 ? (
          <Log lines={log.items} endpoint={endpoint} enabled={webhook.enabled} onDone={reload} />
        ) : null}
        <More more={log.more} busy={log.busy} />
      </section>
    </PageFrame>
  )
}
