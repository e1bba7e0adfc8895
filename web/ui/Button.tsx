import type { ComponentChildren } from 'preact'

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'dark'

export interface ButtonProps {
  children: ComponentChildren
  kind?: ButtonKind | undefined
  /** Waits for an answer: the button keeps its size and the focus, shows a spinner and ignores taps. */
  busy?: boolean | undefined
  disabled?: boolean | undefined
  small?: boolean | undefined
  type?: 'button' | 'submit' | undefined
  /** With an address it is a link that looks like a button. */
  href?: string | undefined
  class?: string | undefined
  onClick?: ((event: Event) => void) | undefined
  'aria-label'?: string | undefined
  'aria-pressed'?: boolean | undefined
}

/**
 * The button of every screen. It stays focusable while busy or disabled, so that screen readers can tell why.
 */
export function Button({
  children,
  kind = 'primary',
  busy,
  disabled,
  small,
  href,
  onClick,
  ...rest
}: ButtonProps) {
  const off = Boolean(busy || disabled)
  const attributes = {
    ...rest,
    class: `button ${kind}${small ? ' small' : ''} ${rest.class ?? ''}`,
    'aria-disabled': off,
    'aria-busy': Boolean(busy),
    onClick: (event: Event) => (off ? event.preventDefault() : onClick?.(event)),
  }
  if (href)
    return (
      <a {...attributes} href={href}>
        {children}
      </a>
    )
  return (
    <button {...attributes} type={rest.type ?? 'button'}>
      {children}
    </button>
  )
}
