import { useState } from 'preact/hooks'
import type { ApiKeyLine } from '../../../worker/api/keys/answers.ts'
import { api } from '../../api/call.ts'
import { useGet, usePages } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner, EmptyState } from '../../ui/bits.tsx'
import { Integration } from '../Integration.tsx'
import { Confirm, Csv, More, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { t as shell } from '../texts.ts'
import { brief } from '../when.tsx'
import { KeyTable } from './KeyTable.tsx'
import { NewKey } from './NewKey.tsx'
import { t } from './texts.ts'
import '../integration.css'

export { load } from './texts.ts'

/** Shows the keys of shippers' systems: what each may do, when it was last used, and how to revoke it. */
export default function Keys() {
  const { items, failure, busy, more, reload } = usePages(api.keys.list, {})
  const contracts = useGet(api.contracts.list, {})
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<ApiKeyLine | null>(null)
  const [done, setDone] = useState('')
  const { busy: sending, failure: refused, send, forget } = useSend()
  const ask = (key: ApiKeyLine | null) => {
    forget()
    setRevoking(key)
  }
  const revoke = async () => {
    if (!revoking) return
    const answer = await send(api.keys.revoke, { id: revoking.id }, {})
    if (!answer?.ok) return
    setDone(t('revokedDone', { name: revoking.name }))
    setRevoking(null)
    reload()
  }
  return (
    <PageFrame
      heading={t('heading')}
      actions={
        <>
          <Button small kind="secondary" busy={busy && items !== undefined} onClick={reload}>
            {shell('refresh')}
          </Button>
          <Csv of={api.keys.list} name="api-keys" />
          <Button small onClick={() => setMaking(true)}>
            {t('make')}
          </Button>
        </>
      }
    >
      <Integration current="keys" />
      <p class="muted">{t('lead')}</p>
      {done ? <Banner>{done}</Banner> : null}
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton rows={4} /> : null}
      {items?.length === 0 ? <EmptyState title={t('none')}>{t('noneText')}</EmptyState> : null}
      {items && items.length > 0 ? (
        <KeyTable keys={items} contracts={contracts.value?.items ?? []} busy={busy} onRevoke={ask} />
      ) : null}
      <More more={more} busy={busy} />
      {making ? (
        <NewKey contracts={contracts.value?.items ?? []} onMade={reload} onClose={() => setMaking(false)} />
      ) : null}
      <Confirm
        open={revoking !== null}
        danger
        title={t('revokeTitle', { name: revoking?.name ?? '' })}
        yes={t('revoke')}
        busy={sending}
        failure={refused}
        onYes={() => void revoke()}
        onClose={() => ask(null)}
      >
        <p>{t('revokeText')}</p>
        {revoking?.lastUsedAt ? (
          <p class="banner offline">{t('revokeUsed', { time: brief(revoking.lastUsedAt) })}</p>
        ) : null}
      </Confirm>
    </PageFrame>
  )
}
