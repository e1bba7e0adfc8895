import type { ComponentChildren } from 'preact'
import type { Requested, RequestView } from '../../../worker/api/requests/answers.ts'
import { to } from '../route.ts'
import { brief } from '../when.tsx'
import { t } from './texts.ts'
import { Waits } from './Waits.tsx'

export interface PendingProps {
  /** The request as the inbox shows it, undefined just after it was made. */
  request: RequestView | undefined
  /** The answer that the person who asked received. */
  asked?: Requested | undefined
  /** What is asked for. Without children the kind of the request alone says it. */
  title: string
  children?: ComponentChildren
}

/** Shows on a thing's own page that it waits for a second person: who asked, and for whom it waits (R9). */
export function Pending({ request, asked, title, children }: PendingProps) {
  const id = request?.id ?? asked?.request
  if (id === undefined) return null
  return (
    <section class="card pending" aria-labelledby={`p-${id}`}>
      <h2 id={`p-${id}`}>{title}</h2>
      <p role="status">
        <strong>{t('waits')}.</strong> {request ? <Asked request={request} /> : null}
      </p>
      {children}
      <PendingFor request={request} asked={asked} />
    </section>
  )
}

/** Says for whom it waits: for the reader, for others by name, or for the operator. */
export function PendingFor({ request, asked }: Pick<PendingProps, 'request' | 'asked'>) {
  if (request?.mayAgree)
    return (
      <p>
        {t('youMay')} <a href={to.requests}>{t('toRequests')}</a>
      </p>
    )
  const id = request?.id ?? asked?.request
  if (id === undefined) return null
  return (
    <Waits
      link
      request={id}
      couldAgree={request?.couldAgree ?? asked?.couldAgree ?? []}
      vouchFor={request?.ifVouched[0]}
      operatorNeeded={request?.operatorNeeded ?? false}
    />
  )
}

function Asked({ request }: { request: RequestView }) {
  const { askedBy, askedAt, lapsesAt, own } = request
  const time = brief(askedAt)
  return (
    <span class="small muted">
      {askedBy ? t('asked', { name: own ? t('you') : askedBy.name, time }) : t('askedByRule', { time })}
      {lapsesAt === null ? null : ` · ${t('lapses', { time: brief(lapsesAt) })}`}
    </span>
  )
}
