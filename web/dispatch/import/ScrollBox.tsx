import type { ComponentChildren } from 'preact'

/** A table wider than its card; it can be scrolled by keyboard too. */
export function ScrollBox({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section class="scroll-x" tabIndex={0} aria-label={label}>
      {children}
    </section>
  )
}
