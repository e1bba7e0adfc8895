import type { ContractView } from '../../../worker/api/contracts/answers.ts'
import { doorRules } from '../../../worker/domain/door-rules.ts'
import { api } from '../../api/call.ts'
import { PaperView } from '../../courier/paper/PaperView.tsx'
import { printPapers, usePaperLanguage } from '../../courier/paper/use-papers.ts'
import { word } from '../../courier/paper/words.ts'
import { useGet } from '../../office/use-get.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/bits.tsx'
import { PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { to } from '../route.ts'
import { t } from './texts.ts'

export { load } from './texts.ts'

/** Shows what a contract says about the door on paper: a poster for the van and a guide for the courier. */
export default function ContractPapers({ id }: { id: string }) {
  const { value, failure, reload } = useGet(api.contracts.read, { id })
  if (value?.policy.secured) return <Secured contract={value} />
  return (
    <PageFrame heading={word('heading')} back={{ href: to.contract(id), label: t('heading') }}>
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!value && !failure ? <RowsSkeleton /> : null}
      {value ? <EmptyState title={word('none')}>{word('noneText')}</EmptyState> : null}
    </PageFrame>
  )
}

function Secured({ contract: { id, name, carrier, policy } }: { contract: ContractView }) {
  const language = usePaperLanguage(policy.locale)
  return (
    <PageFrame
      heading={word('heading')}
      back={{ href: to.contract(id), label: name }}
      actions={
        <Button small busy={!language.texts} onClick={() => void printPapers()}>
          {word('print')}
        </Button>
      }
    >
      <PaperView language={language} of={[{ carrier, rules: doorRules(policy) }]} />
    </PageFrame>
  )
}
