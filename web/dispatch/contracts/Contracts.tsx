import type { Contract } from '../../../worker/registry/contracts.ts'
import { api } from '../../api/call.ts'
import { list } from '../../i18n/format.ts'
import { usePages } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, EmptyState } from '../../ui/bits.tsx'
import { Csv, More, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to } from '../route.ts'
import { t } from './texts.ts'
import './contracts.css'

export { load } from './texts.ts'

/** Lists every contract, with what it accepts at the door. */
export default function Contracts() {
  const { items, failure, busy, more, reload } = usePages(api.contracts.list, {})
  return (
    <PageFrame
      heading={t('heading')}
      actions={
        <>
          <Csv of={api.contracts.list} name="contracts" />
          <Button small href={to.newContract}>
            {t('create')}
          </Button>
        </>
      }
    >
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton /> : null}
      {items?.length === 0 ? <EmptyState title={t('none')}>{t('noneText')}</EmptyState> : null}
      {items && items.length > 0 ? (
        <div class="table-box" aria-busy={busy}>
          <table>
            <caption class="sr">{t('heading')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col" class="if-medium">
                  {t('profile')}
                </th>
                <th scope="col" class="if-medium">
                  {t('door')}
                </th>
                <th scope="col" class="if-wide">
                  {t('without')}
                </th>
                <th scope="col" class="number">
                  {t('view.versions')}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((contract) => (
                <Row key={contract.id} contract={contract} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <More more={more} busy={busy} />
    </PageFrame>
  )
}

function Row({ contract }: { contract: Contract }) {
  const { id, name, profile, policy, version } = contract
  const proofs = policy.secured ? (
    list(policy.door.map((proof) => t(`proof.${proof}`)))
  ) : (
    <Badge>{t('notSecured')}</Badge>
  )
  return (
    <tr class="linked">
      <td>
        <a class="row-link name" href={to.contract(id)}>
          {name}
        </a>
        <span class="under">
          {t(`profile.${profile}`)} · {proofs}
        </span>
      </td>
      <td class="if-medium">{t(`profile.${profile}`)}</td>
      <td class="if-medium">{proofs}</td>
      <td class="if-wide">{policy.secured ? t(`v.withoutCode.${policy.withoutCode}`) : '—'}</td>
      <td class="number">{version}</td>
    </tr>
  )
}
