import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/** Where people type, draw or choose. The focus stays there until they are done. */
const THEIRS = 'input,select,textarea,label,canvas,dialog,.signature,[data-keep-focus]'
const inDialog = () => document.querySelector('dialog[open]') !== null

/**
 * Keeps the focus in the scan field. It returns after every button, dialog and outcome, and what a scanner
 * types lands in the field whatever has the focus. Tab still reaches everything.
 */
export function useScanFocus(field: RefObject<HTMLInputElement | null>): void {
  useLayoutEffect(() => {
    const take = () => {
      if (!inDialog()) field.current?.focus({ preventScroll: true })
    }
    const onKey = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      const at = target as Element
      if (key.length !== 1 || ctrlKey || metaKey || altKey) return
      const writes = at.matches?.('input:not([type=radio]):not([type=checkbox]),select,textarea')
      // Space presses the focused button.
      if (!writes && !(key === ' ' && at.closest?.('button,a,input'))) take()
    }
    const onClick = ({ target }: MouseEvent) => {
      if (!(target as Element).closest?.(THEIRS)) take()
    }
    // A screen's heading takes the focus when it appears. The scan field takes the focus back; screen readers
    // read the heading anyway, as it is an alert.
    const onFocus = ({ target }: FocusEvent) => {
      if ((target as Element).matches?.('h1[tabindex="-1"]')) take()
    }
    take()
    document.addEventListener('keydown', onKey)
    document.addEventListener('click', onClick)
    document.addEventListener('focusin', onFocus)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('click', onClick)
      document.removeEventListener('focusin', onFocus)
    }
  }, [])
}

/**
 * Registers the room's shortcuts. The browser offers these keys to the page first, so the page can take them.
 */
export function useShortcuts(shortcuts: Record<string, (() => void) | undefined>): void {
  // This is a layout effect because the next key may come before an ordinary effect runs.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = shortcuts[event.key]
      if (!action || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || inDialog()) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
