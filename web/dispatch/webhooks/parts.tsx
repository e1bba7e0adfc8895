import type { ContractLine } from '../../../worker/api/contracts/answers.ts'
import type { WebhookDetails, WebhookView } from '../../../worker/api/webhooks/answers.ts'
import { list } from '../../i18n/format.ts'
import { Badge } from '../../ui/bits.tsx'
import { isEvent } from './events.ts'
import { stateOf, toneOf } from './state.ts'
import { t } from './texts.ts'

export function StateBadge({ webhook }: { webhook: WebhookDetails }) {
  const state = stateOf(webhook)
  return <Badge tone={toneOf(state)}>{t(`state.${state}`)}</Badge>
}

/** Names an event. An event unknown to this version keeps its technical name. */
export const eventWord = (type: string): string =>
  type === 'test' ? t('event.test') : isEvent(type) ? t(`event.${type}`) : type

/** Says which events an endpoint is sent. */
export const eventsWord = ({ events }: Pick<WebhookView, 'events'>): string =>
  events.includes('*') ? t('allEvents') : list(events.map(eventWord))

/** Says which contract's events an endpoint is sent. */
export const contractWord = (
  { contractId }: Pick<WebhookView, 'contractId'>,
  contracts: readonly ContractLine[],
): string =>
  contractId === null
    ? t('allContracts')
    : (contracts.find(({ id }) => id === contractId)?.name ?? contractId)
