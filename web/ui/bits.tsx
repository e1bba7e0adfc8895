import type { ComponentChildren } from 'preact'
import { word } from './words.ts'

/** Shows the steps as bars, of which `value` are reached. */
export function Progress({ value, of }: { value: number; of: number }) {
  return (
    <div class="progress" role="img" aria-label={word('step', { count: value, of })}>
      {Array.from({ length: of }, (_, i) => (
        <i key={i} data-done={i < value || undefined} />
      ))}
    </div>
  )
}

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad'

/** Shows a short fact in a pill. `icon` is decoration, so the words must say everything. */
export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone
  icon?: string
  children: ComponentChildren
}) {
  return (
    <span class={`badge ${tone}`}>
      {icon ? <span aria-hidden="true">{icon}</span> : null}
      {children}
    </span>
  )
}

/**
 * Shows grey lines of the size of the coming content. `height` is in CSS units, by default one line of text.
 */
export function Skeleton({ lines = 1, height }: { lines?: number; height?: string | undefined }) {
  return (
    <div class="stack" aria-hidden="true">
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} class="skeleton" style={{ height, width: i && i === lines - 1 ? '60%' : '100%' }} />
      ))}
    </div>
  )
}

export interface BannerProps {
  kind?: 'offline' | 'error' | 'info' | undefined
  children: ComponentChildren
  /** A small button at the end, such as "Try again". */
  action?: ComponentChildren
}

/** Shows a line across the screen about a state of the whole page. */
export function Banner({ kind = 'info', children, action }: BannerProps) {
  return (
    <div class={`banner ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <span>{children}</span>
      {action}
    </div>
  )
}

/** Shows that there is nothing to show, why, and what to do about it. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="card stack">
      <h2>{title}</h2>
      <div class="muted">{children}</div>
    </div>
  )
}
