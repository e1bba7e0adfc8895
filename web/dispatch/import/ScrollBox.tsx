import type { ComponentChildren } from 'preact'

/** Wraps a table wider than its card, which can also be scrolled by keyboard. */
export function ScrollBox({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class="scroll-x" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
