import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { ContractView } from '../../../worker/api/contracts/answers.ts'
import type { WeakeningAsked } from '../../../worker/api/requests/answers.ts'
import { weakenedFields } from '../../../worker/domain/weakening.ts'
import { api } from '../../api/call.ts'
import { useSend } from '../../office/use-send.ts'
import { Button } from '../../ui/Button.tsx'
import { Banner } from '../../ui/bits.tsx'
import { PageFrame } from '../parts.tsx'
import { requestsChanged, useRequestsAbout } from '../requests/open.ts'
import { Pending } from '../requests/Pending.tsx'
import { to, withQuery } from '../route.ts'
import { About } from './About.tsx'
import { Changes } from './Changes.tsx'
import { DryRun } from './DryRun.tsx'
import {
  type Draft,
  draftOf,
  EMPTY,
  faultsIn,
  faultsOf,
  isSame,
  type PolicyFieldFault,
  requestOf,
} from './draft.ts'
import { Messages } from './Messages.tsx'
import { RuleFields } from './RuleFields.tsx'
import { SaveBar } from './SaveBar.tsx'
import { t } from './texts.ts'
import { Unsaved, unsavedDrafts } from './unsaved.tsx'
import { useDraftCheck } from './use-draft-check.ts'
import { useDryRun } from './use-dry-run.ts'
import { Versions } from './Versions.tsx'

const VIEWS = ['rules', 'messages', 'dry-run', 'versions'] as const

/** Edits one contract, or a new one. What is typed is checked at once by the server's own rules (R3). */
export function Editor({ contract, onSaved }: { contract: ContractView | null; onSaved: () => void }) {
  const { query, route } = useLocation()
  const key = contract?.id ?? ''
  const [stored, setStored] = useState(() => (contract ? draftOf(contract) : EMPTY))
  const [restored] = useState(() => unsavedDrafts.get(key))
  const [draft, setDraft] = useState<Draft>(restored?.draft ?? stored)
  const [base, setBase] = useState(restored?.base ?? contract?.version ?? 0)
  const [said, setSaid] = useState<'restored' | { saved: number } | null>(restored ? 'restored' : null)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<{ of: Draft; faults: PolicyFieldFault[] }>()
  const [asked, setAsked] = useState<WeakeningAsked>()
  const { busy, failure, send, forget } = useSend()
  const waiting = useRequestsAbout(
    ({ kind, contractId }) => kind === 'contract' && contractId === contract?.id,
    () => {
      setAsked(undefined)
      onSaved()
    },
  ).at(0)
  const run = useDryRun(key)
  const check = useDraftCheck()
  const page = useRef<HTMLDivElement>(null)

  const views = contract ? VIEWS : VIEWS.slice(0, 2)
  const view = views.find((name) => name === query.view) ?? 'rules'
  const dirty = !isSame(draft, stored)
  const own = useMemo(() => faultsOf(draft, check), [draft, check])
  // The server's refusal is about the draft that was sent. A later change may have corrected it.
  const faults = own.length === 0 && refused?.of === draft ? refused.faults : own
  // Required fields are not marked before the first attempt to save.
  const shown = faults.filter(({ code }) => code !== 'required' || tried)
  const conflict = failure?.code === 'contract-changed'
  const weaker = contract ? weakenedFields(contract.policy, draft.policy) : []

  useEffect(() => {
    if (dirty) unsavedDrafts.set(key, { draft, base })
    else unsavedDrafts.delete(key)
  }, [draft, dirty, base])

  /** What to do with the draft once somebody else's version has been read. */
  const meanwhile = useRef<'theirs' | 'on-top'>(null)
  useEffect(() => {
    if (!contract) return
    const theirs = draftOf(contract)
    setStored(theirs)
    if (!meanwhile.current && dirty) return
    if (meanwhile.current !== 'on-top') setDraft(theirs)
    setBase(contract.version)
    meanwhile.current = null
  }, [contract])

  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    setSaid(null)
    forget()
  }
  const toFault = () => {
    route(withQuery(location.pathname, {}), true)
    requestAnimationFrame(() => {
      const at = page.current?.querySelector<HTMLElement>('[data-wrong], [aria-invalid="true"]')
      at?.scrollIntoView({ block: 'center' })
      at?.querySelector<HTMLElement>('input, textarea, select, button')?.focus()
    })
  }
  const save = async () => {
    setTried(true)
    if (faults.length > 0) return toFault()
    const answer = await send(api.contracts.put, { id: draft.id }, requestOf(draft, base))
    if (answer?.ok) {
      unsavedDrafts.delete(key)
      unsavedDrafts.delete(draft.id)
      requestsChanged()
      if ('pendingVersion' in answer.data) {
        // The draft is now in the request, so the editor shows the version in force again.
        setAsked(answer.data)
        setDraft(stored)
        return scrollTo({ top: 0 })
      }
      if (!contract) return route(withQuery(to.contract(draft.id), { saved: '1' }), true)
      const saved = draftOf(answer.data)
      setDraft(saved)
      setStored(saved)
      setBase(answer.data.version)
      setSaid({ saved: answer.data.version })
      return onSaved()
    }
    if (answer) setRefused({ of: draft, faults: faultsIn(answer) })
  }
  const discard = () => {
    setDraft(stored)
    setBase(contract?.version ?? 0)
    setRefused(undefined)
    setTried(false)
    setSaid(null)
    forget()
  }

  return (
    <PageFrame
      heading={contract ? stored.name : t('createHeading')}
      back={{ href: to.contracts, label: t('back') }}
      badges={contract ? <span class="muted">{t('version', { version: contract.version })}</span> : undefined}
      actions={
        contract ? (
          <Button small kind="secondary" href={to.contractPapers(contract.id)}>
            {t('papers')}
          </Button>
        ) : null
      }
    >
      <div class="contract stack" ref={page}>
        <nav class="tabs" aria-label={t('view.label')}>
          {views.map((name) => (
            <a
              key={name}
              href={withQuery(contract ? to.contract(key) : to.newContract, {
                view: name === 'rules' ? undefined : name,
              })}
              aria-current={name === view ? 'page' : undefined}
            >
              {t(`view.${name}`)}
            </a>
          ))}
        </nav>
        {contract ? (
          <Pending
            request={waiting}
            asked={asked}
            title={t('pending', { version: asked?.pendingVersion ?? contract.version + 1 })}
          >
            {waiting?.shown.changes ? (
              <Changes changes={waiting.shown.changes} caption={t('view.versions')} />
            ) : null}
          </Pending>
        ) : null}
        {said === 'restored' && dirty ? <Banner>{t('restored')}</Banner> : null}
        {said !== null && said !== 'restored' ? <Banner>{t('saved', { version: said.saved })}</Banner> : null}
        {said === null && query.saved && !dirty && contract ? (
          <Banner>{t('saved', { version: contract.version })}</Banner>
        ) : null}
        {view === 'rules' ? (
          <>
            <About draft={draft} faults={shown} fresh={!contract} onChange={change} />
            <RuleFields
              draft={draft}
              faults={shown}
              weaker={weaker}
              onPolicy={(policy) => change({ policy })}
            />
          </>
        ) : null}
        {view === 'messages' ? <Messages draft={draft} /> : null}
        {view === 'dry-run' ? <DryRun draft={draft} correct={own.length === 0} run={run} /> : null}
        {view === 'versions' && contract ? <Versions contract={contract} /> : null}
        {dirty || view === 'rules' ? (
          <SaveBar
            fresh={!contract}
            draft={draft}
            next={base + 1}
            dirty={dirty}
            faults={shown.length}
            weaker={weaker.length}
            waiting={waiting !== undefined}
            busy={busy}
            failure={failure && !conflict && (refused?.faults.length ?? 0) === 0 ? failure : undefined}
            conflict={conflict}
            onSave={() => void save()}
            onDiscard={discard}
            onFault={toFault}
            onTheirs={() => {
              meanwhile.current = 'theirs'
              forget()
              onSaved()
            }}
            onTop={() => {
              meanwhile.current = 'on-top'
              forget()
              onSaved()
            }}
          />
        ) : null}
      </div>
      <Unsaved dirty={dirty} onLeave={() => unsavedDrafts.delete(key)} />
    </PageFrame>
  )
}
