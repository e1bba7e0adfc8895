import type { ComponentType } from 'preact'
import { Button } from '../ui/Button.tsx'
import { Banner, EmptyState } from '../ui/bits.tsx'
import { useLazy } from '../ui/hooks.ts'
import { PageFrame, RowsSkeleton } from './parts.tsx'
import { to, type View } from './route.ts'
import { t } from './texts.ts'

type ScreenOf = ComponentType<{ id: string }>
/** A screen's file brings its own texts, so that each group is downloaded when it is first opened. */
type Part = { default: ComponentType<{ id: string }> | ComponentType; load: () => Promise<void> }

const SCREENS: Record<Exclude<View['name'], 'unknown'>, () => Promise<Part>> = {
  shipments: () => import('./shipments/Shipments.tsx'),
  shipment: () => import('./shipments/Shipment.tsx'),
  announce: () => import('./announce/Announce.tsx'),
  import: () => import('./import/Import.tsx'),
  rounds: () => import('./rounds/Rounds.tsx'),
  round: () => import('./rounds/Round.tsx'),
  'round-sheet': () => import('./rounds/Sheet.tsx'),
  'new-round': () => import('./rounds/NewRound.tsx'),
  contracts: () => import('./contracts/Contracts.tsx'),
  'new-contract': () => import('./contracts/NewContract.tsx'),
  contract: () => import('./contracts/Contract.tsx'),
  'contract-papers': () => import('./contracts/ContractPapers.tsx'),
  people: () => import('./people/People.tsx'),
  'morning-sheet': () => import('./devices/MorningSheet.tsx'),
  alerts: () => import('./alerts/Alerts.tsx'),
  requests: () => import('./requests/Requests.tsx'),
  violations: () => import('./violations/Violations.tsx'),
  violation: () => import('./violations/Violation.tsx'),
  webhooks: () => import('./webhooks/Webhooks.tsx'),
  webhook: () => import('./webhooks/Webhook.tsx'),
  'new-webhook': () => import('./webhooks/NewWebhook.tsx'),
  keys: () => import('./keys/Keys.tsx'),
  audit: () => import('./audit/Audit.tsx'),
  evidence: () => import('./evidence/EvidenceByCourier.tsx'),
  stats: () => import('./stats/Stats.tsx'),
  payments: () => import('./payments/Payments.tsx'),
  'courier-evidence': () => import('./evidence/EvidenceOfCourier.tsx'),
}

/** Shows the screen of a view, loaded when it is first shown. */
export function Content({ view }: { view: View }) {
  if (view.name === 'unknown')
    return (
      <PageFrame heading={t('notFound')}>
        <EmptyState title={t('notFoundText')}>
          <a href={to.shipments}>{t('toShipments')}</a>
        </EmptyState>
      </PageFrame>
    )
  const id = 'id' in view ? view.id : ''
  return <Lazy key={`${view.name} ${id}`} name={view.name} id={id} />
}

function Lazy({ name, id }: { name: keyof typeof SCREENS; id: string }) {
  const part = useLazy(async () => {
    const module = await SCREENS[name]()
    await module.load()
    return { Screen: module.default as ScreenOf }
  })
  if (part.state === 'loading') return <RowsSkeleton />
  if (part.state === 'failed')
    return (
      <Banner
        kind="error"
        action={
          <Button small kind="secondary" onClick={part.retry}>
            {t('retry')}
          </Button>
        }
      >
        {t('chunkFailed')}
      </Banner>
    )
  return <part.value.Screen id={id} />
}
