import { useEffect, useRef, useState } from 'preact/hooks'
import type { RequestView } from '../../../worker/api/requests/answers.ts'
import { api } from '../../api/call.ts'
import { usePages } from '../../office/use-get.ts'
import { useSend } from '../../office/use-send.ts'
import { Banner, EmptyState } from '../../ui/bits.tsx'
import { Confirm, More, PageFrame, ReadFailed, RowsSkeleton } from '../parts.tsx'
import { usePoll } from '../use-poll.ts'
import { brief } from '../when.tsx'
import { RequestCard, type Step } from './RequestCard.tsx'
import { Shown } from './Shown.tsx'
import { t } from './texts.ts'
import { checkWord, kindWord } from './words.ts'
import './requests.css'

export { load } from './texts.ts'

/** The list is read often, as somebody may wait at a door for three minutes. Each reading is one call. */
const EVERY_MS = 4000
const TITLES = { agree: 'agreeTitle', decline: 'declineTitle', 'take-back': 'takeBackTitle' } as const
const YES = { agree: 'agree', decline: 'decline', 'take-back': 'takeBack' } as const
const DONE = { agree: 'agreed', decline: 'declined', 'take-back': 'takenBack' } as const
/** Codes that say that the shown request is out of date. */
const STALE = ['changed', 'no-request', 'already-decided', 'contract-changed']

/** Shows everything that waits for a second, independent person, live (R9). */
export default function Requests() {
  const { items, failure, busy, more, reload } = usePages(api.requests.list, {})
  usePoll(reload, EVERY_MS)
  const [asked, setAsked] = useState<{ request: RequestView; step: Step } | null>(null)
  const [done, setDone] = useState('')
  const { busy: sending, failure: refused, send, forget } = useSend()
  const now = useClock()
  const news = useNews(items)

  const close = () => {
    forget()
    setAsked(null)
  }
  const decide = async () => {
    if (!asked) return
    const { request, step } = asked
    const decision = step === 'agree' ? 'agree' : 'decline'
    const answer = await send(
      api.requests.decide,
      { id: request.id },
      {
        decision,
        seen: request.fingerprint,
      },
    )
    if (!answer) return
    const stale = !answer.ok && STALE.includes(answer.code)
    if (!answer.ok && !stale) return
    const at = answer.ok && step === 'agree' ? answer.data.effectiveAt : undefined
    setDone(stale ? t('stale') : at ? t('agreedLater', { time: brief(at) }) : t(DONE[step]))
    close()
    reload()
    // The shell reads the count in the navigation.
    dispatchEvent(new Event('requests-changed'))
  }
  return (
    <PageFrame heading={t('heading')}>
      <p class="muted request-lead">
        {t('lead')} <span class="small">{t('updated')}.</span>
      </p>
      <p class="sr" role="status">
        {news > 0 ? t('fresh', { count: news }) : ''}
      </p>
      {done ? <Banner>{done}</Banner> : null}
      {failure ? <ReadFailed failure={failure} onRetry={reload} /> : null}
      {!items && !failure ? <RowsSkeleton rows={4} /> : null}
      {items && items.length === 0 ? <EmptyState title={t('none')}>{t('noneText')}</EmptyState> : null}
      <div class="requests">
        {items?.map((request) => (
          <RequestCard
            key={request.id}
            request={request}
            now={now}
            onStep={(step) => {
              setDone('')
              setAsked({ request, step })
            }}
          />
        ))}
      </div>
      <More more={more} busy={busy} />
      <Confirm
        open={asked !== null}
        title={asked ? t(TITLES[asked.step]) : ''}
        yes={asked ? t(YES[asked.step]) : ''}
        busy={sending}
        failure={refused}
        onYes={() => void decide()}
        onClose={close}
      >
        {asked ? (
          <>
            <p>
              <strong>{kindWord(asked.request)}</strong>
            </p>
            <Shown request={asked.request} />
            {asked.step === 'agree' ? <p class="small">{checkWord(asked.request)}</p> : null}
          </>
        ) : null}
      </Confirm>
    </PageFrame>
  )
}

/** Returns the time each second, for requests that count down their three minutes. */
function useClock(): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}

/** Returns how many requests came since the list was first read, so that screen readers can say so. */
function useNews(items: readonly RequestView[] | undefined): number {
  const known = useRef<Set<string>>(null)
  if (items && !known.current) known.current = new Set(items.map(({ id }) => id))
  return items?.filter(({ id }) => !known.current?.has(id)).length ?? 0
}
