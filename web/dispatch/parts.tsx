import type { ComponentChildren } from 'preact'
import { useContext, useEffect, useRef } from 'preact/hooks'
import type { ParamsOf } from '../../worker/api/operation.ts'
import { type Failure, hrefOf, type ReadAddress } from '../api/call.ts'
import { SessionEnded } from '../office/use-get.ts'
import { Button } from '../ui/Button.tsx'
import { Badge, Banner, Skeleton } from '../ui/bits.tsx'
import { CsvButton } from '../ui/CsvButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { stateTone } from './states.ts'
import { t } from './texts.ts'
import { problemWords, readProblem, stateWord } from './words.ts'

export interface PageFrameProps {
  heading: string
  /** Shown beside the heading. */
  badges?: ComponentChildren
  actions?: ComponentChildren
  back?: { href: string; label: string }
  children: ComponentChildren
}

/** Shows one screen inside the shell. Its heading takes the focus, so that a change of screen is read out. */
export function PageFrame({ heading, badges, actions, back, children }: PageFrameProps) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus({ preventScroll: true }), [])
  return (
    <>
      <div class="head">
        {back ? (
          <a class="back-link small" href={back.href}>
            ‹ {back.label}
          </a>
        ) : null}
        <div class="head-line">
          <h1 ref={title} tabIndex={-1}>
            {heading}
          </h1>
          {badges ? <div class="badges">{badges}</div> : null}
          {actions ? <div class="head-actions">{actions}</div> : null}
        </div>
      </div>
      {children}
    </>
  )
}

export function StateBadge({ state }: { state: string }) {
  return <Badge tone={stateTone(state)}>{stateWord(state)}</Badge>
}

/** Shows that a list or page could not be read, and offers to try again. */
export function ReadFailed({
  failure,
  onRetry,
  what,
}: {
  failure: Failure
  onRetry: () => void
  what?: string
}) {
  return (
    <Banner
      kind="error"
      action={
        <Button small kind="secondary" onClick={onRetry}>
          {t('retry')}
        </Button>
      }
    >
      {what ? `${what} ` : ''}
      {readProblem(failure)}
    </Banner>
  )
}

/** Shows beside its button why an action failed. The element stays for screen readers even when empty. */
export function ActionError({
  failure,
  words,
}: {
  failure: Failure | undefined
  words?: string | undefined
}) {
  return (
    <p class="action-error" role="alert">
      {failure ? (words ?? problemWords(failure.code)) : null}
    </p>
  )
}

/** Offers a list as a table to download. */
export function Csv<A extends ReadAddress>({
  of,
  params = {} as ParamsOf<A>,
  query = {},
  ...rest
}: {
  of: A
  params?: ParamsOf<A>
  query?: Record<string, string>
  name: string
  search?: string
}) {
  return <CsvButton {...rest} path={hrefOf(of, params, query)} onSignedOut={useContext(SessionEnded)} />
}

/** Shows the end of a list, with a button if there is more. */
export function More({ more, busy }: { more: (() => void) | undefined; busy: boolean }) {
  return more ? (
    <div class="more">
      <Button small kind="secondary" busy={busy} onClick={more}>
        {t('more')}
      </Button>
    </div>
  ) : null
}

/** Shows placeholder rows of the height of table rows. */
export function RowsSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div class="card rows-skeleton" role="status">
      <span class="sr">{t('loading')}</span>
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} />
      ))}
    </div>
  )
}

export interface ConfirmProps {
  open: boolean
  title: string
  children?: ComponentChildren
  yes: string
  danger?: boolean
  busy: boolean
  failure: Failure | undefined
  onYes: () => void
  onClose: () => void
}

/** Asks before something that cannot be taken back. */
export function Confirm({ open, title, children, yes, danger, busy, failure, onYes, onClose }: ConfirmProps) {
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      {children}
      <ActionError failure={failure} />
      <div class="row dialog-actions">
        <Button small kind="secondary" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button small kind={danger ? 'danger' : 'primary'} busy={busy} onClick={onYes}>
          {yes}
        </Button>
      </div>
    </Dialog>
  )
}
