import type { ContractLine } from '../../../worker/api/contracts/answers.ts'
import type { ApiKeyLine } from '../../../worker/api/keys/answers.ts'
import { API_SCOPES } from '../../../worker/domain/roles.ts'
import { list } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge } from '../../ui/bits.tsx'
import { brief, When } from '../when.tsx'
import { scopesOf } from './scopes.ts'
import { t } from './texts.ts'

export interface KeyTableProps {
  keys: readonly ApiKeyLine[]
  contracts: readonly ContractLine[]
  busy: boolean
  onRevoke: (key: ApiKeyLine) => void
}

/** Shows keys in rows: those in force first, the revoked ones greyed behind them. */
export function KeyTable({ keys, contracts, busy, onRevoke }: KeyTableProps) {
  const contractOf = ({ contractId }: ApiKeyLine) =>
    contractId === null
      ? t('allContracts')
      : (contracts.find(({ id }) => id === contractId)?.name ?? contractId)
  const live = keys.filter((key) => key.revokedAt === null)
  const sorted = [...live, ...keys.filter((key) => key.revokedAt !== null)]
  return (
    <div class="table-box keys" aria-busy={busy}>
      <table>
        <caption class="sr">{t('heading')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('name')}</th>
            <th scope="col" class="if-medium">
              {t('contract')}
            </th>
            <th scope="col" class="if-wide">
              {t('scopes')}
            </th>
            <th scope="col" class="if-medium">
              {t('lastUsed')}
            </th>
            <th scope="col">
              <span class="sr">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((key) => (
            <tr key={key.id} class={key.revokedAt ? 'over' : undefined}>
              <td>
                <strong>{key.name}</strong>
                <span class="second">{t('madeOn', { time: brief(key.createdAt) })}</span>
                <span class="under">{contractOf(key)}</span>
                <span class="under">
                  {key.lastUsedAt ? t('usedAt', { time: brief(key.lastUsedAt) }) : t('never')}
                </span>
              </td>
              <td class="if-medium">{contractOf(key)}</td>
              <td class="if-wide scopes">
                {scopesOf(key).length === API_SCOPES.length
                  ? t('everything')
                  : list(scopesOf(key).map((scope) => t(`scope.${scope}`)))}
              </td>
              <td class="if-medium">
                {key.lastUsedAt ? <When at={key.lastUsedAt} /> : <span class="muted">{t('never')}</span>}
                <Calls of={key} />
              </td>
              <td class="end">
                {key.revokedAt ? (
                  <Badge>{t('revokedOn', { time: brief(key.revokedAt) })}</Badge>
                ) : (
                  <Button
                    small
                    kind="danger"
                    aria-label={t('revokeName', { name: key.name })}
                    onClick={() => onRevoke(key)}
                  >
                    {t('revoke')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Shows the number of calls in the last thirty days, or nothing if there were none. */
function Calls({ of: { usage } }: { of: ApiKeyLine }) {
  const calls = usage.reduce((sum, day) => sum + day.calls, 0)
  return calls === 0 ? null : <span class="second">{t('calls', { count: calls })}</span>
}
