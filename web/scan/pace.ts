/** How long a scanner is silent after a scan that it ends with no key. */
export const SILENCE_MS = 80
/** The longest mean gap between signs that is a machine's. People and a held key are slower. */
const GAP_MS = 25
/** Fewer signs than this may come fast by chance. */
const SIGNS_MIN = 4

/**
 * Creates a tracker that tells a scanner, which presses keys like a keyboard, from a person. What is pasted
 * comes in one piece and counts as a person's. Times are in milliseconds.
 */
export function createPace() {
  let signs = 0
  let first = 0
  let last = 0
  let byHand = false
  const reset = () => {
    signs = 0
    byHand = false
  }
  return {
    reset,
    /** One key was pressed at `at`, and `held` if the keyboard repeats it. */
    key(at: number, held = false): void {
      if (signs === 0) first = at
      else if (at - last >= SILENCE_MS) byHand = true
      if (held) byHand = true
      last = at
      signs++
    },
    /** Whether a text of `length` signs was pressed key by key at machine speed. */
    isMachine: (length: number): boolean =>
      !byHand && length >= SIGNS_MIN && signs >= length && last - first <= GAP_MS * (signs - 1),
  }
}
