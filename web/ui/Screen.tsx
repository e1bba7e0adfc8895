import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useFreshScreen } from './fresh-screen.ts'
import { Logo } from './Logo.tsx'
import { word } from './words.ts'

export interface TopBarProps {
  title: ComponentChildren
  /** Shown at the right end: a step number, a connection state, a menu. */
  right?: ComponentChildren
  onBack?: (() => void) | undefined
  /** `h1` on a screen without a heading of its own. */
  as?: 'h1' | 'span' | undefined
}

/** Shows the logo or the way back, the title, and a slot at the right. */
export function TopBar({ title, right, onBack, as: Title = 'span' }: TopBarProps) {
  return (
    <header class="topbar">
      {onBack ? (
        <button type="button" class="back" aria-label={word('back')} onClick={onBack}>
          ‹
        </button>
      ) : (
        <Logo />
      )}
      <Title class="title">{title}</Title>
      {right ? <span class="right">{right}</span> : null}
    </header>
  )
}

export interface ScreenProps extends TopBarProps {
  children: ComponentChildren
  /** The question or name of the screen. It takes the focus when it changes, so that it is read out. */
  heading?: string | undefined
  lead?: ComponentChildren
  /** Shown between top bar and heading: `<Progress>` or a `<Banner>`. */
  top?: ComponentChildren
  /** Buttons at the bottom, within a thumb's reach. */
  actions?: ComponentChildren
  tone?: 'dark' | undefined
  wide?: boolean | undefined
}

/** Shows a page: top bar, one heading, content, actions at the bottom. */
export function Screen({ children, heading, lead, top, actions, tone, wide, ...bar }: ScreenProps) {
  const title = useRef<HTMLHeadingElement>(null)
  useFreshScreen(heading)
  useEffect(() => title.current?.focus({ preventScroll: true }), [heading])
  return (
    <div class={wide ? 'screen wide' : 'screen'} data-tone={tone}>
      <TopBar as={heading ? 'span' : 'h1'} {...bar} />
      <main>
        {top}
        {heading || lead ? (
          <div>
            {heading ? (
              <h1 ref={title} tabIndex={-1}>
                {heading}
              </h1>
            ) : null}
            {lead ? <p class="lead">{lead}</p> : null}
          </div>
        ) : null}
        {children}
      </main>
      {actions ? <div class="actions">{actions}</div> : null}
    </div>
  )
}
