import { api } from '../../api/call.ts'
import { useGet } from '../../office/use-get.ts'
import { Page, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { load as loadRequests } from '../requests/texts.ts'
import { to } from '../route.ts'
import { Editor } from './Editor.tsx'
import { t } from './texts.ts'
import './contracts.css'

/** A version that waits says for whom. */
export const load = loadRequests

/** One contract: its rules, messages, versions, and what a change would have meant last month. */
export default function Contract({ id }: { id: string }) {
  const { value, failure, reload } = useGet(api.contracts.read, { id })
  if (!value)
    return (
      <Page heading={t('heading')} back={{ href: to.contracts, label: t('back') }}>
        {failure ? <ReadFailed failure={failure} onRetry={reload} /> : <RowsSkeleton />}
      </Page>
    )
  return <Editor contract={value} onSaved={reload} />
}
