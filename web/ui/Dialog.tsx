import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { inline } from '../i18n/texts.ts'
import './dialog.css'
import { screenChanged } from './fresh-screen.ts'

const word = inline({ en: { close: 'Close' }, fr: { close: 'Fermer' }, ru: { close: 'Закрыть' } })

export interface DialogProps {
  open: boolean
  title: string
  /** Called on Escape and on the close button too. */
  onClose: () => void
  children: ComponentChildren
  /** Buttons that stay in view below what may be long. */
  actions?: ComponentChildren
}

/** Shows a modal sheet as a native dialog, which keeps the focus inside and gives it back. */
export function Dialog({ open, title, onClose, children, actions }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = element.current
    if (!dialog || open === dialog.open) return
    if (open) dialog.showModal()
    else dialog.close()
    screenChanged()
  }, [open])
  const cancel = (event: Event) => {
    event.preventDefault()
    onClose()
  }
  return (
    <dialog class="sheet" ref={element} aria-labelledby={id} onCancel={cancel}>
      {open ? (
        <>
          <button type="button" class="close" aria-label={word('close')} onClick={onClose}>
            ×
          </button>
          {/* A part that scrolls apart from its buttons can be reached by keyboard. */}
          <div tabIndex={actions ? 0 : undefined}>
            <h2 id={id}>{title}</h2>
            {children}
          </div>
          {actions ? <div class="sheet-actions">{actions}</div> : null}
        </>
      ) : null}
    </dialog>
  )
}
