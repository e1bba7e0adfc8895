import type { ContractLine } from '../../../worker/api/contracts/answers.ts'
import type { WebhookDetails } from '../../../worker/api/webhooks/answers.ts'
import { api } from '../../api/call.ts'
import { number } from '../../i18n/format.ts'
import { useGet, usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { Integration } from '../Integration.tsx'
import { More, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to } from '../route.ts'
import { t as shell } from '../texts.ts'
import { When } from '../when.tsx'
import { contractWord, eventsWord, StateBadge } from './parts.tsx'
import { byUrgency } from './state.ts'
import { t } from './texts.ts'
import '../integration.css'
import './webhooks.css'

export { load } from './texts.ts'

/** Lists where shippers are told about their shipments, and the health of each endpoint. */
export default function Webhooks() {
  const { items, failure, busy, more, reload } = usePages(api.webhooks.list, {})
  const contracts = useGet(api.contracts.list, {})
  return (
    <PageFrame
      heading={t('heading')}
      actions={
        <>
          <Button small kind="secondary" busy={busy && items !== undefined} onClick={reload}>
            {shell('refresh')}
          </Button>
          <Button small href={to.newWebhook}>
            {t('make')}
          </Button>
        </>
      }
    >
      <Integration current="webhooks" />
      <p class="muted">{t('lead')}</p>
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton rows={4} /> : null}
      {items?.length === 0 ? <EmptyState title={t('none')}>{t('noneText')}</EmptyState> : null}
      {items && items.length > 0 ? (
        <Table webhooks={byUrgency(items)} contracts={contracts.value?.items ?? []} busy={busy} />
      ) : null}
      <More more={more} busy={busy} />
    </PageFrame>
  )
}

interface TableProps {
  webhooks: readonly WebhookDetails[]
  contracts: readonly ContractLine[]
  busy: boolean
}

function Table({ webhooks, contracts, busy }: TableProps) {
  return (
    <div class="table-box webhooks" aria-busy={busy}>
      <table>
        <caption class="sr">{t('heading')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('endpoint')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col" class="if-medium">
              {t('contract')}
            </th>
            <th scope="col" class="if-wide">
              {t('events')}
            </th>
            <th scope="col" class="number if-medium">
              {t('waiting')}
            </th>
            <th scope="col" class="if-medium">
              {t('lastDelivered')}
            </th>
          </tr>
        </thead>
        <tbody>
          {webhooks.map((webhook) => (
            <tr key={`${webhook.contractId} ${webhook.id}`} class="linked">
              <td>
                <a class="row-link" href={to.webhook(webhook)}>
                  {webhook.id}
                </a>
                <span class="second mono">{webhook.url}</span>
                <span class="under">{contractWord(webhook, contracts)}</span>
              </td>
              <td>
                <StateBadge webhook={webhook} />
                {webhook.health.failingSince && webhook.enabled ? (
                  <span class="second">
                    {t('since')} <When at={webhook.health.failingSince} />
                  </span>
                ) : null}
              </td>
              <td class="if-medium">{contractWord(webhook, contracts)}</td>
              <td class="if-wide few">{eventsWord(webhook)}</td>
              <td class="number if-medium">{number(webhook.health.waiting)}</td>
              <td class="nowrap if-medium">
                {webhook.health.lastDeliveredAt ? (
                  <When at={webhook.health.lastDeliveredAt} />
                ) : (
                  <span class="muted">{t('nothingYet')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
