import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { openInTab } from '../device/ticket.ts'
import { inline } from '../i18n/texts.ts'

const word = inline({
  en: { failed: 'It could not be opened. Try again.' },
  fr: { failed: 'Impossible de l’ouvrir. Réessayez.' },
  ru: { failed: 'Не удалось открыть. Попробуйте ещё раз.' },
})

export interface OpenLinkProps {
  /** An address of our API, with its query. */
  href: string
  class?: string
  /** Downloads it instead of showing it. */
  download?: boolean
  children: ComponentChildren
}

/** Links to what only a signed call may read: it is opened in a tab of its own by a ticket (R40). */
export function OpenLink({ href, class: style, download = false, children }: OpenLinkProps) {
  const [failed, setFailed] = useState(false)
  const follow = async (event: Event) => {
    event.preventDefault()
    setFailed(!(await openInTab(href, download)))
  }
  return (
    <>
      <a
        class={style}
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        onClick={(event) => void follow(event)}
      >
        {children}
      </a>
      <span class="action-error" role="alert">
        {failed ? word('failed') : null}
      </span>
    </>
  )
}
