import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/** Where people type, draw or choose: the focus is theirs until they are done. */
const THEIRS = 'input,select,textarea,label,canvas,dialog,.signature,[data-keep-focus]'
const inDialog = () => document.querySelector('dialog[open]') !== null

/**
 * Keeps the focus in the scan field: it comes back after every button, dialog and outcome, and whatever has it, what
 * a scanner types lands in the field. Tab still goes everywhere.
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
      // A blank presses what has the focus.
      if (!writes && !(key === ' ' && at.closest?.('button,a,input'))) take()
    }
    const onClick = ({ target }: MouseEvent) => {
      if (!(target as Element).closest?.(THEIRS)) take()
    }
    // A screen's heading takes the focus when it appears; what it says is an alert, and read out all the same.
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

/** Shortcuts of the room. Keys that a browser has uses for are given to the page first, so they are taken from it. */
export function useShortcuts(shortcuts: Record<string, (() => void) | undefined>): void {
  // With the screen, not after its first picture: the next key may come sooner than that.
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
