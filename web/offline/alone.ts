const NAME = 'sesame-outbox'
/** Longer than one try may take. A page that holds the turn for longer has been frozen by its system. */
const PATIENCE_MS = 60_000

/**
 * Runs work while no other tab does, by Web Locks. A turn that another page holds for too long is taken from it, and where
 * there are no locks everybody goes at once: the acts' keys make doubles harmless.
 */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  const { locks } = navigator
  if (!locks) return work()
  let begun: Promise<T> | undefined
  const begin = () => {
    begun = work()
    return begun
  }
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    return (await locks.request(NAME, { signal: patience.signal }, begin)) as T
  } catch {
    // It was begun: then another tab took the turn away from it, and it goes on nevertheless.
    return begun ?? ((await locks.request(NAME, { steal: true }, begin).catch(() => begun ?? begin())) as T)
  } finally {
    clearTimeout(timer)
  }
}
