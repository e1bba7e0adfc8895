import { api } from '../../api/call.ts'
import { useGet } from '../../office/use-get.ts'
import { PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { load as loadRequests } from '../requests/texts.ts'
import { to } from '../route.ts'
import { Editor } from './Editor.tsx'
import { t } from './texts.ts'
import './contracts.css'

/** Loads the texts of requests, because a waiting version says for whom it waits. */
export const load = loadRequests

/** Shows one contract: its rules, messages and versions, and what a change would have meant last month. */
export default function Contract({ id }: { id: string }) {
  const { value, failure, reload } = useGet(api.contracts.read, { id })
  if (!value)
    return (
      <PageFrame heading={t('heading')} back={{ href: to.contracts, label: t('back') }}>
        {failure ? <ReadFailed failure={failure} onRetry={reload} /> : <RowsSkeleton />}
      </PageFrame>
    )
  return <Editor contract={value} onSaved={reload} />
}
